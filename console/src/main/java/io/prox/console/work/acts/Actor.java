package io.prox.console.work.acts;

import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;

/// Who does something with a lead.
///
/// @param id of the user or key
/// @param isUser whether it is a person, who may own leads
/// @param mayAssign whether it may decide over the leads of others
record Actor(String id, boolean isUser, boolean mayAssign) {
    static Actor of(Caller caller) {
        return new Actor(caller.id(), caller.isUser(), caller.may(Permission.WORK_ASSIGN));
    }
}
