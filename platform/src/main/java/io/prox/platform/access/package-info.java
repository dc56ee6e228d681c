/// Who may do what: users with roles, API keys with permissions, sessions. Start with [Permission]
/// and [Caller].
@NullMarked
package io.prox.platform.access;

import org.jspecify.annotations.NullMarked;
