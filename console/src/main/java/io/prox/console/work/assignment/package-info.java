/// Who gets which lead without anybody asking: rules by which leads that reach a score are handed
/// off, and where the leads of someone who leaves go. Start with [HandOff].
@NullMarked
package io.prox.console.work.assignment;

import org.jspecify.annotations.NullMarked;
