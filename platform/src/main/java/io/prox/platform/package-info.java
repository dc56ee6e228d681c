/// What every component stands on. A component's configuration imports [PlatformConfiguration] and
/// takes what it needs from there: the [io.prox.platform.database.Database], the
/// [log][io.prox.platform.log.ConsumerLoop], [keys][io.prox.platform.sealing.Sealing], callers and
/// their [permissions][io.prox.platform.web.Requires], the [audit
/// log][io.prox.platform.audit.AuditLog].
@NullMarked
package io.prox.platform;

import org.jspecify.annotations.NullMarked;
