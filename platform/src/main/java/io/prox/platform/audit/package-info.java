/// Who did what, and who read personal data: entries that are bound to one another by their hashes,
/// so that a change, a gap or another order shows. Start with [AuditLog].
@NullMarked
package io.prox.platform.audit;

import org.jspecify.annotations.NullMarked;
