package io.prox.console.work.assignment;

import io.prox.console.work.Colleagues;
import io.prox.console.work.Qualifier;
import io.prox.console.work.Rows;
import io.prox.console.work.Status;
import io.prox.console.work.acts.WorkState;
import io.prox.console.work.acts.WorkStates;
import io.prox.console.work.assignment.AssignmentStore.Stored;
import io.prox.console.work.ranking.Ranking;
import io.prox.console.work.ranking.Ranking.Move;
import io.prox.console.work.ranking.ShownModels;
import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Hands leads off whose score reaches the workspace's threshold: they are qualified, and get the
/// owner that the rules choose. Once for each lead, in the transaction that brings the score, and
/// only if nobody has done anything with it and its outcome is not known.
public final class HandOff {
    private static final String COUNTRIES =
            """
            SELECT lead_id, coalesce(country, '') AS country FROM console.item
            WHERE workspace_id = :workspace AND lead_id = ANY (:leads)
            """;

    private static final String LOAD =
            """
            SELECT owner, count(*) AS leads FROM console.ranked
            WHERE workspace_id = :workspace AND owner = ANY (:members) AND owner <> ''
                AND status IN ('new', 'claimed', 'contacted', 'qualified')
                AND model =
            """
                    + ShownModels.SHOWN
                    + """
            GROUP BY owner
            """;

    /// In the audit log, leads of one entry.
    private static final int LEADS_TOLD = 200;

    private final Database database;
    private final AssignmentStore store;
    private final WorkStates states;
    private final Ranking ranking;
    private final Colleagues colleagues;
    private final AuditLog audit;
    private final Clock clock;

    public HandOff(
            Database database,
            Ranking ranking,
            Colleagues colleagues,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.store = new AssignmentStore(database);
        this.states = new WorkStates(database);
        this.ranking = ranking;
        this.colleagues = colleagues;
        this.audit = audit;
        this.clock = clock;
    }

    /// Rules that are held until the transaction ends.
    public static final class Rules {
        private final WorkspaceId workspace;
        private final Optional<Stored> stored;

        Rules(WorkspaceId workspace, Optional<Stored> stored) {
            this.workspace = workspace;
            this.stored = stored;
        }

        /// The score from which on leads are handed off; empty where none is.
        public Optional<Integer> threshold() {
            return stored.flatMap(rules -> rules.rules().threshold());
        }
    }

    /// Holds the rules. To be called after the shown model is held and before leads are locked.
    public Rules hold(WorkspaceId workspace) {
        return new Rules(workspace, store.hold(workspace));
    }

    /// Hands off those leads whose score has just reached the threshold. They are locked.
    ///
    /// @return leads that were handed off
    public List<LeadId> take(Rules held, Collection<Move> moves) {
        if (held.stored.isEmpty()) {
            return List.of();
        }
        Stored stored = held.stored.get();
        int threshold = stored.rules().threshold().orElseThrow();
        List<LeadId> reached =
                moves.stream()
                        .filter(move -> move.before() < threshold && move.after() >= threshold)
                        .sorted(
                                Comparator.comparingInt(Move::after)
                                        .reversed()
                                        .thenComparing(Move::lead))
                        .map(Move::lead)
                        .toList();
        return reached.isEmpty() ? List.of() : take(held.workspace, stored, reached);
    }

    private List<LeadId> take(WorkspaceId workspace, Stored stored, List<LeadId> reached) {
        Map<LeadId, WorkState> found = states.read(workspace, reached);
        List<LeadId> free =
                reached.stream()
                        .filter(
                                lead ->
                                        Optional.ofNullable(found.get(lead))
                                                .filter(HandOff::isFresh)
                                                .isPresent())
                        .toList();
        if (free.isEmpty()) {
            return List.of();
        }
        AssignmentRules rules = stored.rules();
        var choosing =
                new Choosing(
                        rules,
                        colleagues.owners(workspace).keySet(),
                        load(workspace, rules),
                        stored.lastMember());
        Map<LeadId, String> countries = countries(workspace, free);
        Instant now = Rows.kept(clock.instant());
        Map<LeadId, WorkState> next = new LinkedHashMap<>();
        for (LeadId lead : free) {
            Optional<String> owner = choosing.next(countries.getOrDefault(lead, ""));
            next.put(
                    lead,
                    Objects.requireNonNull(found.get(lead))
                            .ownedBy(owner, now)
                            .qualified(Qualifier.THRESHOLD, now));
        }
        states.write(workspace, next);
        choosing.last()
                .filter(member -> !stored.lastMember().equals(Optional.of(member)))
                .ifPresent(member -> store.remember(workspace, member));
        ranking.refresh(workspace, free);
        tell(workspace, rules, free);
        return free;
    }

    private static boolean isFresh(WorkState state) {
        return state.outcome().isEmpty()
                && state.owner().isEmpty()
                && state.status() == Status.NEW
                && state.handedOffAt().isEmpty();
    }

    private Map<String, Long> load(WorkspaceId workspace, AssignmentRules rules) {
        Map<String, Long> load = new HashMap<>();
        if (rules.mode() == AssignmentRules.Mode.LOAD) {
            sql(LOAD, workspace)
                    .param("members", rules.members().toArray(String[]::new))
                    .query((row, number) -> Map.entry(row.getString("owner"), row.getLong("leads")))
                    .list()
                    .forEach(own -> load.put(own.getKey(), own.getValue()));
        }
        return load;
    }

    private Map<LeadId, String> countries(WorkspaceId workspace, List<LeadId> leads) {
        Map<LeadId, String> countries = new HashMap<>();
        sql(COUNTRIES, workspace)
                .param("leads", leads.stream().map(LeadId::value).toArray(String[]::new))
                .query(
                        (row, number) ->
                                Map.entry(
                                        new LeadId(row.getString("lead_id")),
                                        row.getString("country")))
                .list()
                .forEach(country -> countries.put(country.getKey(), country.getValue()));
        return countries;
    }

    private void tell(WorkspaceId workspace, AssignmentRules rules, List<LeadId> leads) {
        var rest = new ArrayList<>(leads);
        while (!rest.isEmpty()) {
            List<LeadId> some = rest.subList(0, Math.min(LEADS_TOLD, rest.size()));
            audit.append(
                    workspace,
                    "prox",
                    "work.handed-off",
                    "",
                    Map.of(
                            "leads",
                            String.join(" ", some.stream().map(LeadId::value).toList()),
                            "mode",
                            rules.mode().word()),
                    "");
            some.clear();
        }
    }

    private JdbcClient.StatementSpec sql(String statement, WorkspaceId workspace) {
        return database.sql().sql(statement).param("workspace", workspace.value());
    }
}
