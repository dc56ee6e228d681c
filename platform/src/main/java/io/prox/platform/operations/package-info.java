/// What an operator sees of the running processes: whether they are well, and what they do. Start
/// with [Processes].
@NullMarked
package io.prox.platform.operations;

import org.jspecify.annotations.NullMarked;
