package io.prox.platform.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/// What a caller may be allowed. Each endpoint names the one that it needs; without it the answer
/// is no.
public enum Permission {
    /// Leads, accounts, scores and their reasons, without anything that identifies a person.
    LEADS_READ("leads:read"),
    /// Names, addresses and numbers of persons. Each reading is audited.
    PERSONAL_READ("personal:read"),
    /// Bring leads in, change them, report outcomes.
    LEADS_WRITE("leads:write"),
    LEADS_DELETE("leads:delete"),
    LEADS_EXPORT("leads:export"),
    IMPORTS_READ("imports:read"),
    IMPORTS_WRITE("imports:write"),
    /// The work list, with what is claimed and by whom.
    WORK_READ("work:read"),
    /// Claim leads, and say what came of them.
    WORK_WRITE("work:write"),
    /// Give leads to others, and set the rules by which that is done.
    WORK_ASSIGN("work:assign"),
    SCORES_COMPUTE("scores:compute"),
    MODELS_READ("models:read"),
    MODELS_TRAIN("models:train"),
    MODELS_PROMOTE("models:promote"),
    SOURCES_READ("sources:read"),
    SOURCES_WRITE("sources:write"),
    USERS_READ("users:read"),
    USERS_WRITE("users:write"),
    KEYS_READ("keys:read"),
    KEYS_WRITE("keys:write"),
    WORKSPACE_READ("workspace:read"),
    WORKSPACE_WRITE("workspace:write"),
    SYSTEM_READ("system:read"),
    /// Facts that were rejected, with their content.
    REJECTED_READ("rejected:read"),
    REJECTED_REPLAY("rejected:replay"),
    AUDIT_READ("audit:read"),
    /// What concerns the caller alone: who am I, my sessions, my password.
    SELF("self");

    private final String word;

    Permission(String word) {
        this.word = word;
    }

    /// As keys and documents write it.
    @JsonValue
    public String word() {
        return word;
    }

    public static Optional<Permission> of(String word) {
        return Arrays.stream(values())
                .filter(permission -> permission.word.equals(word))
                .findFirst();
    }
}
