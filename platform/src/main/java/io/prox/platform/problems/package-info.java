/// What callers are told when something is wrong: problem details (RFC 9457) of stable types.
@NullMarked
package io.prox.platform.problems;

import org.jspecify.annotations.NullMarked;
