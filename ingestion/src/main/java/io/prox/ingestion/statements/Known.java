package io.prox.ingestion.statements;

import io.prox.features.fields.StandardField;
import io.prox.features.reading.FieldKey;
import io.prox.features.reading.Fields;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What is known of a lead: for each field the newest thing that anyone said of it.
///
/// The newest is what occurred last at its source; of two at the same time what ProX learnt last;
/// of two learnt at once the one with the higher number. So the order in which statements arrive
/// does not matter, and without a statement that is withdrawn everything is as if it had never been
/// made.
public final class Known {
    private static final Comparator<Statement> OLDEST_FIRST =
            Comparator.comparing(Statement::occurredAt)
                    .thenComparing(Statement::knownAt)
                    .thenComparingLong(Statement::number);

    private static final String OUTCOME = FieldKey.of(StandardField.OUTCOME);

    private final Fields<Said> fields = new Fields<>();
    private @Nullable Said outcome;
    private @Nullable Instant latest;
    private final SortedSet<String> sources = new TreeSet<>();

    private Known() {}

    /// @param statements that were not withdrawn, in any order
    public static Known of(Collection<Statement> statements) {
        var known = new Known();
        statements.stream().sorted(OLDEST_FIRST).forEach(known::take);
        return known;
    }

    private void take(Statement statement) {
        statement.open().forEach((key, text) -> fields.putOpen(key, Said.by(statement, text)));
        statement.sealed().forEach((key, text) -> fields.putSealed(key, Said.by(statement, text)));
        sources.add(statement.source());
        latest = statement.occurredAt();
        String word = statement.open().get(OUTCOME);
        if (word != null && (outcome == null || !outcome.text().equals(word))) {
            outcome = Said.by(statement, word);
        }
    }

    /// Since when the newest of it was so; empty where nobody said anything.
    public Optional<Instant> latest() {
        return Optional.ofNullable(latest);
    }

    /// The outcome, as it was first said: whoever repeats it later does not make it later.
    public Optional<Said> outcome() {
        return Optional.ofNullable(outcome).filter(said -> !said.text().isEmpty());
    }

    /// The value of a field that identifies nobody; empty where nobody said one, or the newest says
    /// that there is none.
    public Optional<String> open(String field) {
        return text(fields.open(), field);
    }

    /// The value of a field that identifies.
    public Optional<String> sealed(String field) {
        return text(fields.sealed(), field);
    }

    /// Everything that identifies nobody, with who said it when; a text may be empty.
    public SortedMap<String, Said> open() {
        return fields.open();
    }

    /// Everything that identifies, likewise.
    public SortedMap<String, Said> sealed() {
        return fields.sealed();
    }

    /// All who said anything.
    public SortedSet<String> sources() {
        return Collections.unmodifiableSortedSet(sources);
    }

    /// Whether the same is known, whoever said it; an empty text is as good as none. Of an outcome
    /// its time counts too.
    public boolean isSameAs(Known other) {
        return texts(fields.open()).equals(texts(other.fields.open()))
                && texts(fields.sealed()).equals(texts(other.fields.sealed()))
                && outcome().map(Said::occurredAt).equals(other.outcome().map(Said::occurredAt));
    }

    private static Map<String, String> texts(SortedMap<String, Said> said) {
        Map<String, String> texts = new HashMap<>();
        said.forEach(
                (field, one) -> {
                    if (!one.text().isEmpty()) {
                        texts.put(field, one.text());
                    }
                });
        return texts;
    }

    private static Optional<String> text(SortedMap<String, Said> fields, String field) {
        return Optional.ofNullable(fields.get(field))
                .map(Said::text)
                .filter(text -> !text.isEmpty());
    }

    /// Where a value is from.
    ///
    /// @param source by identifier
    /// @param occurredAt when it was so there
    /// @param knownAt when ProX learnt of it
    /// @param statement its number
    public record Said(
            String text, String source, Instant occurredAt, Instant knownAt, long statement) {
        static Said by(Statement statement, String text) {
            return new Said(
                    text,
                    statement.source(),
                    statement.occurredAt(),
                    statement.knownAt(),
                    statement.number());
        }
    }
}
