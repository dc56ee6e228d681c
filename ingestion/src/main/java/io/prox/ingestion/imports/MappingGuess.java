package io.prox.ingestion.imports;

import io.prox.features.fields.FieldGuess;
import io.prox.features.fields.StandardField;
import io.prox.features.fields.ValueType;
import io.prox.features.normal.Words;
import io.prox.features.reading.OwnNames;
import io.prox.ingestion.imports.Look.LookedAt;
import io.prox.ingestion.imports.Mapping.Mapped;
import io.prox.ingestion.imports.Mapping.OutcomeWords;
import io.prox.ingestion.imports.MappingMemory.Memory;
import io.prox.ingestion.imports.MappingMemory.Remembered;
import io.prox.tables.DatePattern.Order;
import io.prox.tables.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Guesses what the columns of a file are: as they were confirmed for this source before, else by
/// their names and values.
final class MappingGuess {
    private static final double MISSING_DATES = 0.1;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    /// In names of dates of a person's or company's life.
    private static final Set<String> OF_LIVES =
            Set.of(
                    "birth",
                    "birthday",
                    "born",
                    "dob",
                    "geburt",
                    "geburtstag",
                    "geburtsdatum",
                    "naissance",
                    "nacimiento",
                    "founded",
                    "established",
                    "renewal",
                    "expiry",
                    "expires",
                    "end",
                    "ende",
                    "fin",
                    "next",
                    "due");

    private MappingGuess() {}

    /// @param memory what was confirmed for the source
    /// @param spelling under which a column of one's own is kept in the workspace
    /// @param currency of the workspace
    static Mapping of(Look look, Memory memory, UnaryOperator<String> spelling, String currency) {
        List<FieldGuess> guesses =
                FieldGuess.guess(
                        look.columns().stream()
                                .map(
                                        column ->
                                                new FieldGuess.Header(
                                                        column.name(),
                                                        column.kind(),
                                                        column.samples()))
                                .toList());
        Set<String> confirmed = new HashSet<>();
        look.columns().stream()
                .flatMap(column -> memory.of(column.name()).stream())
                .forEach(before -> confirmed.add(before.field()));
        var columns = new ArrayList<Mapped>();
        for (int index = 0; index < guesses.size(); index++) {
            LookedAt column = look.columns().get(index);
            FieldGuess guess = guesses.get(index);
            columns.add(
                    memory.of(column.name())
                            .map(before -> remembered(column, before))
                            .orElseGet(() -> guessed(column, guess, confirmed, spelling)));
        }
        skipRepeated(columns);
        guessCreation(columns, look);
        var mapping = new Mapping(columns, Optional.empty(), Optional.empty(), currency);
        Optional<Order> order = dateOrder(columns, look);
        return new Mapping(
                columns,
                outcome(mapping, look, memory.outcome()),
                order.isPresent() ? memory.dateOrder().or(() -> order) : order,
                currency);
    }

    /// Of columns that are one in different spellings, the first is kept.
    private static void skipRepeated(List<Mapped> columns) {
        Map<String, String> names = new HashMap<>();
        columns.replaceAll(
                column -> {
                    if (!column.isOwn()) {
                        return column;
                    }
                    String first =
                            names.putIfAbsent(
                                    OwnNames.folded(column.name().orElseThrow()), column.column());
                    return first == null
                            ? column
                            : new Mapped(
                                    column.column(),
                                    Mapping.SKIP,
                                    Optional.empty(),
                                    "is another spelling of '%s'".formatted(first),
                                    Optional.empty());
                });
    }

    /// Where no column is the creation by its name, the only date that nearly all rows have is it:
    /// a list of leads hardly ever has another.
    private static void guessCreation(List<Mapped> columns, Look look) {
        String key = StandardField.CREATED_AT.key();
        if (columns.stream().anyMatch(column -> column.field().equals(key))) {
            return;
        }
        List<Integer> dates =
                IntStream.range(0, columns.size())
                        .filter(index -> columns.get(index).isOwn())
                        .filter(index -> isLikeACreation(look.columns().get(index)))
                        .boxed()
                        .toList();
        if (dates.size() == 1) {
            LookedAt column = look.columns().get(dates.getFirst());
            columns.set(
                    dates.getFirst(),
                    new Mapped(
                            column.name(),
                            key,
                            Optional.empty(),
                            "the only date that nearly all rows have",
                            Optional.of(
                                    "guessed by its values alone: is that when the lead came to be?")));
        }
    }

    private static boolean isLikeACreation(LookedAt column) {
        if (column.kind() != Kind.DATE
                || column.missing() > MISSING_DATES
                || Words.ofName(column.name()).stream().anyMatch(OF_LIVES::contains)) {
            return false;
        }
        CellReading.Reader reader = column.reading().reader();
        return column.samples().stream()
                .flatMap(sample -> reader.time(sample).stream())
                .allMatch(EARLIEST::isBefore);
    }

    private static Optional<Order> dateOrder(List<Mapped> columns, Look look) {
        return Look.dateOrder(
                IntStream.range(0, columns.size())
                        .mapToObj(
                                index ->
                                        look.reading(look.columns().get(index), columns.get(index)))
                        .toList());
    }

    private static Mapped remembered(LookedAt column, Remembered before) {
        return new Mapped(
                column.name(),
                before.field(),
                before.name(),
                "as it was confirmed for this source before",
                warning(column, before.field()));
    }

    private static Mapped guessed(
            LookedAt column,
            FieldGuess guess,
            Set<String> confirmed,
            UnaryOperator<String> spelling) {
        if (column.sensitive().isPresent()) {
            return skipped(column, "is held back until a person decides", column.sensitive());
        }
        Optional<StandardField> field =
                guess.field().filter(each -> each.repeats() || !confirmed.contains(each.key()));
        if (field.isPresent()) {
            return new Mapped(
                    column.name(),
                    field.get().key(),
                    Optional.empty(),
                    guess.reason(),
                    warning(column, field.get().key()));
        }
        if (column.missing() >= 1) {
            return skipped(column, "is empty", Optional.empty());
        }
        if (column.kind() == Kind.DUPLICATE) {
            return skipped(column, column.why(), Optional.empty());
        }
        String reason =
                guess.field().isPresent()
                        ? "another column was confirmed as that before"
                        : guess.reason();
        return new Mapped(
                column.name(),
                Mapping.OWN,
                Optional.of(spelling.apply(OwnNames.shown(column.name()))),
                reason,
                warning(column, Mapping.OWN));
    }

    private static Mapped skipped(LookedAt column, String reason, Optional<String> warning) {
        return new Mapped(column.name(), Mapping.SKIP, Optional.empty(), reason, warning);
    }

    /// What a person should know of a column that is mapped so.
    static Optional<String> warning(LookedAt column, String target) {
        if (target.equals(Mapping.SKIP)) {
            return column.sensitive();
        }
        Optional<StandardField> field = StandardField.ofKey(target);
        if (field.isEmpty()) {
            return column.sensitive()
                    .map(why -> why + "; it is kept sealed, and never used for scores");
        }
        ValueType type = field.get().type();
        if (type == ValueType.INSTANT && column.kind() != Kind.DATE) {
            return Optional.of(
                    "not all of its values are dates that can be read; rows with others are refused");
        }
        if (type == ValueType.OUTCOME && !column.allValues()) {
            return Optional.of(
                    "has so many different values that it can hardly be an outcome; rows with others than those listed are refused");
        }
        if (field.get() == StandardField.EMAIL && column.kind() != Kind.EMAIL) {
            return Optional.of(
                    "its values were taken for %s, not for e-mail addresses: rows with what is no address are refused"
                            .formatted(column.kind().words()));
        }
        return Optional.empty();
    }

    /// Which values of the outcome's column mean what, as far as was said before, else guessed.
    static Optional<OutcomeWords> outcome(
            Mapping mapping, Look look, Map<String, String> meanings) {
        return mapping.of(StandardField.OUTCOME)
                .flatMap(column -> look.column(column.column()))
                .map(column -> outcome(words(column), meanings));
    }

    /// The values of an outcome's column, which are kept with the mapping, in the clear. What
    /// people wrote in their own words is none: it may name somebody. Of a short file, in which no
    /// value stands twice, those that are known words count.
    private static List<String> words(LookedAt column) {
        return switch (column.kind()) {
            case EMAIL, PHONE, URL, TEXT -> List.of();
            case IDENTIFIER -> column.values().stream().filter(OutcomeGuess::isKnown).toList();
            case NUMBER, ORDERED, CATEGORY, MANY_VALUED, DATE, BOOLEAN, CONSTANT, DUPLICATE ->
                    column.values();
        };
    }

    private static OutcomeWords outcome(List<String> values, Map<String, String> meanings) {
        OutcomeWords guessed = OutcomeGuess.of(values);
        var won = new ArrayList<String>();
        var lost = new ArrayList<String>();
        var open = new ArrayList<String>();
        for (String value : values) {
            String meaning = meanings.get(OutcomeWords.key(value));
            if (meaning == null) {
                meaning =
                        guessed.won().contains(value)
                                ? "won"
                                : guessed.lost().contains(value) ? "lost" : "open";
            }
            switch (meaning.toLowerCase(Locale.ROOT)) {
                case "won" -> won.add(value);
                case "lost" -> lost.add(value);
                default -> open.add(value);
            }
        }
        return new OutcomeWords(won, lost, open);
    }
}
