package io.prox.platform.access;

import static io.prox.platform.access.Permission.*;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What a user is in a workspace.
public enum Role {
    /// Runs the installation, and may do everything.
    ADMINISTRATOR("administrator", EnumSet.allOf(Permission.class)),

    /// Revenue and marketing operations: data in and out, rules, assignment.
    OPERATIONS(
            "operations",
            EnumSet.of(
                    SELF,
                    LEADS_READ,
                    PERSONAL_READ,
                    LEADS_WRITE,
                    LEADS_EXPORT,
                    IMPORTS_READ,
                    IMPORTS_WRITE,
                    WORK_READ,
                    WORK_WRITE,
                    WORK_ASSIGN,
                    SCORES_COMPUTE,
                    MODELS_READ,
                    MODELS_TRAIN,
                    MODELS_PROMOTE,
                    SOURCES_READ,
                    SOURCES_WRITE,
                    USERS_READ,
                    WORKSPACE_READ,
                    SYSTEM_READ,
                    REJECTED_READ,
                    REJECTED_REPLAY)),

    DATA_SCIENTIST(
            "data-scientist",
            EnumSet.of(
                    SELF,
                    LEADS_READ,
                    WORK_READ,
                    SCORES_COMPUTE,
                    MODELS_READ,
                    MODELS_TRAIN,
                    MODELS_PROMOTE,
                    IMPORTS_READ,
                    SOURCES_READ,
                    WORKSPACE_READ,
                    SYSTEM_READ)),

    /// Works the list.
    REPRESENTATIVE(
            "representative",
            EnumSet.of(
                    SELF,
                    LEADS_READ,
                    PERSONAL_READ,
                    WORK_READ,
                    WORK_WRITE,
                    MODELS_READ,
                    WORKSPACE_READ)),

    /// Answers for personal data.
    PRIVACY_OFFICER(
            "privacy-officer",
            EnumSet.of(
                    SELF,
                    LEADS_READ,
                    PERSONAL_READ,
                    LEADS_DELETE,
                    LEADS_EXPORT,
                    IMPORTS_READ,
                    WORK_READ,
                    MODELS_READ,
                    SOURCES_READ,
                    USERS_READ,
                    WORKSPACE_READ,
                    SYSTEM_READ,
                    REJECTED_READ,
                    AUDIT_READ)),

    /// Looks on.
    VIEWER("viewer", EnumSet.of(SELF, LEADS_READ, WORK_READ, MODELS_READ, WORKSPACE_READ));

    private final String word;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
    private final Set<Permission> permissions;

    Role(String word, Set<Permission> permissions) {
        this.word = word;
        this.permissions = Set.copyOf(permissions);
    }

    @JsonValue
    public String word() {
        return word;
    }

    public Set<Permission> permissions() {
        return permissions;
    }

    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word.equals(word)).findFirst();
    }
}
