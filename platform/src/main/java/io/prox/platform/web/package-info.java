/// What all HTTP endpoints share: who calls, what they may, how problems are answered, and the
/// headers that guard a browser.
@NullMarked
package io.prox.platform.web;

import org.jspecify.annotations.NullMarked;
