/// The real engines for the tests of other modules. Read [TestEngines].
@NullMarked
package io.prox.engines.testkit;

import org.jspecify.annotations.NullMarked;
