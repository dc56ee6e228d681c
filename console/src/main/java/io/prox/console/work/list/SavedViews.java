package io.prox.console.work.list;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.platform.access.Caller;
import io.prox.platform.database.Database;
import io.prox.platform.ids.Identifiers;
import io.prox.platform.problems.FieldError;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import java.net.URLDecoder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/// Questions to the list that people keep. A shared one is everyone's to use and its maker's to
/// change.
final class SavedViews {
    private static final String VIEW = "view";
    private static final int MOST = 100;

    /// A user's own first, in their order.
    private static final String ALL =
            """
            SELECT view_id, owner, name, query, shared, position FROM console.saved_view
            WHERE workspace_id = :workspace AND (owner = :owner OR shared)
            ORDER BY owner <> :owner, position, view_id LIMIT 1000
            """;

    private static final String FIND =
            """
            SELECT view_id, owner, name, query, shared, position FROM console.saved_view
            WHERE workspace_id = :workspace AND view_id = :view
            """;
    private static final String COUNT =
            """
            SELECT count(*) FROM console.saved_view
            WHERE workspace_id = :workspace AND owner = :owner AND view_id <> :view
            """;
    private static final String WRITE =
            """
            INSERT INTO console.saved_view AS stored
                (workspace_id, view_id, owner, name, query, shared, position)
            VALUES (:workspace, :view, :owner, :name, :query, :shared, :position)
            ON CONFLICT (workspace_id, view_id) DO UPDATE
            SET name = excluded.name, query = excluded.query, shared = excluded.shared,
                position = excluded.position
            WHERE stored.owner = excluded.owner
            """;
    private static final String DROP =
            """
            DELETE FROM console.saved_view
            WHERE workspace_id = :workspace AND view_id = :view AND owner = :owner
            """;

    private final Database database;
    private final Identifiers identifiers;

    SavedViews(Database database, Identifiers identifiers) {
        this.database = database;
        this.identifiers = identifiers;
    }

    /// A view as one user sees it.
    ///
    /// @param query parameters of the list, as in an address
    /// @param shared whether everyone sees it
    /// @param mine whether the user may change it
    /// @param position among the user's own
    record View(String id, String name, String query, boolean shared, boolean mine, int position) {}

    List<View> all(Caller caller) {
        return database.within(
                caller.workspace(),
                () ->
                        sql(ALL, caller)
                                .param("owner", caller.id())
                                .query((row, number) -> view(row, caller))
                                .list());
    }

    String newId() {
        return identifiers.next(VIEW);
    }

    /// Keeps a view, new or changed.
    ///
    /// Words that were typed to find a lead are most often a person's name, which would stand here
    /// for as long as the view does, outlast the lead, and be shown to colleagues.
    ///
    /// @throws ProblemException if its query seeks words, or asks for nothing that the list knows,
    ///   or another user made it
    View keep(Caller caller, View view) {
        MultiValueMap<String, String> parameters;
        try {
            parameters = parameters(view.query());
            Parameters.whole(parameters, caller);
        } catch (ProblemException wrong) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "The view asks for what the list does not know.",
                    wrong.errors().stream()
                            .map(
                                    error ->
                                            new FieldError(
                                                    "#/query",
                                                    error.pointer().substring(1)
                                                            + " "
                                                            + error.detail()))
                            .toList());
        }
        if (parameters.containsKey(Parameters.WORDS)) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "A view keeps no words that were searched for, since they may name a person.",
                    List.of(
                            new FieldError(
                                    "#/query",
                                    "holds q; leave it out and give it beside the view, as in ?view=%s&q=…"
                                            .formatted(view.id()))));
        }
        return database.within(
                caller.workspace(),
                () -> {
                    long others =
                            sql(COUNT, caller)
                                    .param("owner", caller.id())
                                    .param("view", view.id())
                                    .query((row, number) -> row.getLong(1))
                                    .single();
                    if (others >= MOST) {
                        throw new ProblemException(
                                ProblemType.CONFLICT,
                                "You have %d views already. Delete one of them.".formatted(MOST));
                    }
                    int written =
                            sql(WRITE, caller)
                                    .param("view", view.id())
                                    .param("owner", caller.id())
                                    .param("name", view.name())
                                    .param("query", view.query())
                                    .param("shared", view.shared())
                                    .param("position", view.position())
                                    .update();
                    if (written == 0) {
                        throw new ProblemException(
                                ProblemType.NOT_ALLOWED,
                                "Somebody else made this view. Save one of your own.");
                    }
                    return find(caller, view.id()).orElseThrow();
                });
    }

    /// @return false if the user has no such view
    boolean drop(Caller caller, String id) {
        return 1
                == database.within(
                        caller.workspace(),
                        () ->
                                sql(DROP, caller)
                                        .param("view", id)
                                        .param("owner", caller.id())
                                        .update());
    }

    /// The parameters of a request with those of the view that it names; its own come first.
    MultiValueMap<String, String> expand(MultiValueMap<String, String> given, Caller caller) {
        if (!given.containsKey(VIEW)) {
            return given;
        }
        var all = new LinkedMultiValueMap<String, String>(given);
        all.remove(VIEW);
        String id = given.getFirst(VIEW);
        if (id == null || id.isBlank()) {
            return all;
        }
        View view =
                database.within(caller.workspace(), () -> find(caller, id))
                        .orElseThrow(
                                () ->
                                        new ProblemException(
                                                ProblemType.INVALID_REQUEST,
                                                "There is no such view.",
                                                List.of(
                                                        new FieldError(
                                                                "?view",
                                                                "is no view of yours, nor a shared one"))));
        parameters(view.query()).forEach(all::putIfAbsent);
        return all;
    }

    /// A view that the user may use.
    private Optional<View> find(Caller caller, String id) {
        return sql(FIND, caller)
                .param("view", id)
                .query((row, number) -> view(row, caller))
                .optional()
                .filter(view -> view.mine() || view.shared());
    }

    private static MultiValueMap<String, String> parameters(String query) {
        var parameters = new LinkedMultiValueMap<String, String>();
        for (String part : query.split("&", -1)) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                parameters.add(
                        decoded(equals < 0 ? part : part.substring(0, equals)),
                        equals < 0 ? "" : decoded(part.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "The view asks for what the list does not know.",
                    List.of(new FieldError("?query", "is not percent-encoded as it must be")));
        }
    }

    private JdbcClient.StatementSpec sql(String statement, Caller caller) {
        return database.sql().sql(statement).param("workspace", caller.workspace().value());
    }

    private static View view(ResultSet row, Caller caller) throws SQLException {
        return new View(
                row.getString("view_id"),
                row.getString("name"),
                row.getString("query"),
                row.getBoolean("shared"),
                row.getString("owner").equals(caller.id()),
                row.getInt("position"));
    }
}
