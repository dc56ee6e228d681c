/// The demo: a simulated company whose leads come in by the doors that anyone's come in by.
@NullMarked
package io.prox.app.demo;

import org.jspecify.annotations.NullMarked;
