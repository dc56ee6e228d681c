/// Personal data is sealed: encrypted with a key of the person's own, which is itself kept
/// encrypted with the workspace's key, and that one with the installation's master key, which lies
/// in a file apart from the data. Whoever destroys a person's key has erased the person from every
/// copy.
///
/// What must be found again is kept beside as a keyed hash, a [BlindIndex]. Start with [Sealing].
///
/// AES-256-GCM by Google Tink throughout. What is sealed is bound to workspace, owner and use, so
/// that it opens nowhere else.
@NullMarked
package io.prox.platform.sealing;

import org.jspecify.annotations.NullMarked;
