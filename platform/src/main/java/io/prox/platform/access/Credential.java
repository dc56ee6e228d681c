package io.prox.platform.access;

import io.prox.contracts.WorkspaceId;
import java.util.Optional;

/// What a caller proves itself with: `WORKSPACE.SECRET`. The workspace is a claim, which narrows
/// where the secret's hash is looked for; the secret is the proof.
///
/// @param hash of the secret
public record Credential(WorkspaceId workspace, String hash) {
    private static final int LONGEST = 128;

    public static Optional<Credential> parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0 || text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Credential(
                            new WorkspaceId(text.substring(0, dot)),
                            Secrets.hash(text.substring(dot + 1))));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }
}
