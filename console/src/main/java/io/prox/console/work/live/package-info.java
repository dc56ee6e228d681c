/// What changed, told to whoever looks on. [Changes] tells it in the transaction that makes the
/// change; [ChangeHub] hears it in every process and passes it to the [streams][ChangeStream] of
/// browsers there. Nothing that changes anything ever waits for one who looks on.
@NullMarked
package io.prox.console.work.live;

import org.jspecify.annotations.NullMarked;
