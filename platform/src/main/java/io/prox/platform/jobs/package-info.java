/// Long work in the background, such as an import or a training: asked for within a transaction,
/// done by whichever process of the role has time, followed and cancelled by its id.
///
/// A component gives its [JobWork] with its [io.prox.platform.Component] and starts [Jobs]. A job
/// whose process dies is begun again by another within seconds, so each work must find out by
/// itself how far it had come.
@NullMarked
package io.prox.platform.jobs;

import org.jspecify.annotations.NullMarked;
