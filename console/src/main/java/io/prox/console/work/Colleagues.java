package io.prox.console.work;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.Permission;
import io.prox.platform.access.User;
import io.prox.platform.access.Users;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// The people of a workspace, as owners of leads.
public final class Colleagues {
    private final Users users;

    public Colleagues(Users users) {
        this.users = users;
    }

    /// Names of all, those who left too, by identifier.
    public Map<String, String> names(WorkspaceId workspace) {
        Map<String, String> names = new TreeMap<>();
        users.all(workspace).forEach(user -> names.put(user.id(), user.name()));
        return names;
    }

    /// Those who may own leads: active, with a role that works the list. In order of their
    /// identifiers, by which they joined.
    public SequencedMap<String, String> owners(WorkspaceId workspace) {
        var owners = new LinkedHashMap<String, String>();
        for (User user : users.all(workspace)) {
            if (mayOwn(user)) {
                owners.put(user.id(), user.name());
            }
        }
        return Collections.unmodifiableSequencedMap(owners);
    }

    public boolean mayOwn(WorkspaceId workspace, String user) {
        return users.find(workspace, user).filter(Colleagues::mayOwn).isPresent();
    }

    private static boolean mayOwn(User user) {
        return user.status() == User.Status.ACTIVE
                && user.role().permissions().contains(Permission.WORK_WRITE);
    }
}
