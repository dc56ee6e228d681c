/// The app that people open in a browser: its one page, under the address of every page it shows,
/// and the files that the page loads. Start with [PagesConfiguration]. The app itself is in
/// `console/web`.
@NullMarked
package io.prox.console.pages;

import org.jspecify.annotations.NullMarked;
