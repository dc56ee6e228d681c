package io.prox.console.access;

import io.prox.platform.access.Caller;
import java.util.Optional;

/// Something that has to be done when a user leaves, such as to hand over what they own. Whatever
/// implements it as a bean is called.
@FunctionalInterface
public interface Departure {
    /// Within the transaction in which the user is deactivated.
    ///
    /// @param caller who deactivates them
    /// @param leaver the user, of the caller's workspace
    /// @param heir an active user who gets what the leaver owned; empty if it becomes free
    void left(Caller caller, String leaver, Optional<String> heir);
}
