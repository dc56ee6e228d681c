package io.prox.ingestion.leads;

import io.prox.contracts.Cause;
import io.prox.features.fields.StandardField;
import io.prox.features.reading.FieldKey;
import io.prox.features.reading.ReadLead;
import io.prox.ingestion.statements.Statement;
import io.prox.platform.sealing.BlindIndex;
import java.util.ArrayList;
import java.util.List;

/// By what a lead is told from others: keyed hashes of e-mail addresses, which are one everywhere,
/// and of external ids, which are one within their source.
public final class Identity {
    /// The source of a user's id in events: whichever source sends it, it is the workspace's own.
    public static final String OF_EVENTS = "events";

    private static final String EMAIL = "email";
    private static final String EXTERNAL_ID = "id/";

    private Identity() {}

    static List<String> tokens(ReadLead lead, String source, BlindIndex index) {
        return lead.identities().stream()
                .map(
                        identity ->
                                switch (identity.kind()) {
                                    case EMAIL -> email(identity.value(), index);
                                    case EXTERNAL_ID -> externalId(identity.value(), source, index);
                                })
                .toList();
    }

    /// Those that a statement brought, which are its lead's for as long as it stands.
    static List<String> tokens(Statement statement, BlindIndex index) {
        var tokens = new ArrayList<String>();
        String email = statement.sealed().get(FieldKey.of(StandardField.EMAIL));
        if (email != null && !email.isEmpty()) {
            tokens.add(email(email, index));
        }
        String id = statement.sealed().get(FieldKey.of(StandardField.EXTERNAL_ID));
        if (id != null && !id.isEmpty()) {
            boolean ofEvents = statement.cause().kind() == Cause.Kind.EVENT;
            tokens.add(externalId(id, ofEvents ? OF_EVENTS : statement.source(), index));
        }
        return tokens;
    }

    /// Of a user's id in events.
    public static String user(String id, BlindIndex index) {
        return externalId(id, OF_EVENTS, index);
    }

    /// @param address normalised
    public static String email(String address, BlindIndex index) {
        return index.token(EMAIL, address);
    }

    private static String externalId(String id, String source, BlindIndex index) {
        return index.token(EXTERNAL_ID + source, id);
    }
}
