package io.prox.console.work.list;

import io.prox.console.work.Grades;
import io.prox.console.work.Qualifier;
import io.prox.console.work.Status;
import io.prox.contracts.LeadId;
import io.prox.contracts.LeadOutcome;
import io.prox.contracts.ModelVersion;
import io.prox.contracts.Money;
import io.prox.contracts.ScoreFact.Chance;
import io.prox.contracts.ScoreFact.Reason;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Rows of a statement as [Item]s.
final class ItemRows {
    /// Chances whose interval is wider say too little to act on: see docs/concepts/score.md.
    private static final double WIDEST = 0.30;

    private static final String SENIORITY = "Job title: seniority";
    private static final String DEPARTMENT = "Job title: department";

    /// What a title says where it says nothing.
    private static final List<String> NOTHING = List.of("unclear", "other");

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<Reason>> REASONS = new TypeReference<>() {};
    private static final TypeReference<TreeMap<String, String>> VALUES = new TypeReference<>() {};

    private final Grades grades;
    private final Map<String, String> names;

    /// @param names of users by identifier
    ItemRows(Grades grades, Map<String, String> names) {
        this.grades = grades;
        this.names = names;
    }

    Item read(ResultSet row) throws SQLException {
        int score = row.getInt("score");
        var model = new ModelVersion(row.getString("model"));
        Optional<Chance> chance = chance(row);
        Optional<String> owner =
                Optional.of(row.getString("owner")).filter(user -> !user.isEmpty());
        SortedMap<String, String> values = JSON.readValue(row.getString("shown"), VALUES);
        Status status = Status.of(row.getString("status")).orElseThrow();
        Optional<Item.Outcome> outcome = outcome(row);
        String reasons = row.getString("reasons");
        return new Item(
                new LeadId(row.getString("lead_id")),
                row.getLong("revision"),
                row.getLong("version"),
                score < 0 ? Optional.empty() : Optional.of(score),
                grades.letter(score),
                chance,
                chance.filter(known -> known.high() - known.low() <= WIDEST).isPresent(),
                text("fit", row),
                number("engagement", row),
                reasons == null ? List.of() : JSON.readValue(reasons, REASONS),
                model.value(),
                model.isRules(),
                instant("computed_at", row),
                number("previous_score", row),
                text("company", row),
                title(values),
                values,
                List.of((String[]) row.getArray("sources").getArray()),
                instant("created_at", row).orElseThrow(),
                instant("changed_at", row).orElseThrow(),
                outcome,
                owner,
                owner.map(names::get),
                status,
                status == Status.DISQUALIFIED ? text("reason", row) : Optional.empty(),
                outcome.map(Item.Outcome::at).or(() -> statusAt(row)),
                text("qualified_by", row).map(Qualifier::of));
    }

    private static Optional<Instant> statusAt(ResultSet row) {
        try {
            return instant("status_at", row);
        } catch (SQLException impossible) {
            throw new IllegalStateException("the statement selects it", impossible);
        }
    }

    private static Optional<Chance> chance(ResultSet row) throws SQLException {
        double probability = row.getDouble("probability");
        return row.wasNull()
                ? Optional.empty()
                : Optional.of(new Chance(probability, row.getDouble("low"), row.getDouble("high")));
    }

    private static Optional<Item.Outcome> outcome(ResultSet row) throws SQLException {
        Optional<String> kind = text("outcome", row);
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal amount = row.getBigDecimal("outcome_amount");
        return Optional.of(
                new Item.Outcome(
                        LeadOutcome.Kind.valueOf(kind.get().toUpperCase(Locale.ROOT)),
                        instant("outcome_at", row).orElseThrow(),
                        amount == null
                                ? Optional.empty()
                                : Optional.of(
                                        new Money(amount, row.getString("outcome_currency")))));
    }

    private static Optional<String> title(SortedMap<String, String> values) {
        String title =
                String.join(
                        ", ",
                        Stream.of(SENIORITY, DEPARTMENT)
                                .flatMap(name -> Optional.ofNullable(values.get(name)).stream())
                                .filter(word -> !NOTHING.contains(word))
                                .toList());
        return title.isEmpty()
                ? Optional.empty()
                : Optional.of(title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1));
    }

    private static Optional<String> text(String column, ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static Optional<Integer> number(String column, ResultSet row) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? Optional.empty() : Optional.of(number);
    }

    private static Optional<Instant> instant(String column, ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }
}
