/// Which of what was done was done by machines: programs that look through mails before their
/// reader does, proxies that fetch pictures for everybody, crawlers and monitors. Begin with
/// [Machines].
@NullMarked
package io.prox.features.machines;

import org.jspecify.annotations.NullMarked;
