package io.prox.ingestion.imports;

import io.prox.features.fields.StandardField;
import io.prox.features.reading.LeadDraft;
import io.prox.features.reading.LeadReading;
import io.prox.features.reading.LeadReading.Mistake;
import io.prox.features.reading.OwnNames;
import io.prox.features.reading.ReadLead;
import io.prox.ingestion.imports.Look.LookedAt;
import io.prox.ingestion.imports.Mapping.Mapped;
import io.prox.tables.CellFormat;
import io.prox.tables.Kind;
import io.prox.tables.kinds.MissingWords;
import io.prox.tables.reading.Chunk;
import io.prox.tables.writing.FormulaGuard;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Makes leads of the rows of a file, or says of a row why it cannot be one. May be used by several
/// threads.
///
/// What a row says was so when the lead was created, where the file tells when that was: an import
/// brings history.
final class RowReading {
    /// How far a clock of a source may be ahead of ours.
    private static final Duration AHEAD = Duration.ofDays(1);

    private static final Pattern CODE = Pattern.compile("\\b([A-Z]{3})\\b");
    private static final Map<String, String> SIGNS =
            Map.of("€", "EUR", "£", "GBP", "¥", "JPY", "₹", "INR", "zł", "PLN", "Kč", "CZK");

    private final List<Column> columns = new ArrayList<>();
    private final Map<String, Kind> kinds = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> outcomes;
    private final String currency;
    private final int width;
    private final Instant latest;

    private record Column(
            int place, Mapped mapped, Optional<StandardField> field, CellReading.Reader reader) {
        String key() {
            return field.map(StandardField::key)
                    .orElseGet(() -> OwnNames.given(mapped.name().orElse(mapped.column())));
        }
    }

    /// @param now what lies much later is refused
    RowReading(Mapping mapping, Look look, Instant now) {
        this.outcomes = mapping.outcome().map(Mapping.OutcomeWords::meanings).orElse(Map.of());
        this.currency = mapping.currency();
        this.width = look.columns().size();
        this.latest = now.plus(AHEAD);
        for (int place = 0; place < width; place++) {
            LookedAt looked = look.columns().get(place);
            Mapped mapped = mapping.columns().get(place);
            if (mapped.field().equals(Mapping.SKIP)) {
                continue;
            }
            CellReading told = look.reading(looked, mapped);
            CellReading reading = mapping.dateOrder().map(told::withDateOrder).orElse(told);
            var column = new Column(place, mapped, mapped.standard(), reading.reader());
            columns.add(column);
            names.put(column.key(), mapped.column());
            if (mapped.isOwn()) {
                kindOf(looked.kind()).ifPresent(kind -> kinds.put(column.key(), kind));
            }
        }
    }

    /// What all cells of an own column are known to hold; a repeated column may repeat anything, so
    /// nothing of it is shown.
    private static Optional<Kind> kindOf(Kind kind) {
        return switch (kind) {
            case DUPLICATE -> Optional.of(Kind.IDENTIFIER);
            case CONSTANT -> Optional.empty();
            default -> Optional.of(kind);
        };
    }

    /// What a row is.
    sealed interface Result {
        record Lead(ReadLead lead) implements Result {}

        /// @param reason without anything that stands in the row
        record Refused(String reason) implements Result {}
    }

    Result read(Chunk.Line line) {
        if (!line.whole()) {
            return new Result.Refused(
                    "has %s cells than the header; is a delimiter or a line break within a cell unquoted?"
                            .formatted(line.size() > width ? "more" : "fewer"));
        }
        Map<String, String> fields = new TreeMap<>();
        var mistakes = new ArrayList<String>();
        for (Column column : columns) {
            // refused rows that come again, and exports of others, have what they were guarded with
            String cell = FormulaGuard.restored(line.cells().get(column.place()));
            String text = text(column, cell, mistakes);
            fields.merge(
                    column.key(),
                    text,
                    (one, other) ->
                            one.isEmpty() ? other : other.isEmpty() ? one : one + "\n" + other);
        }
        if (!mistakes.isEmpty()) {
            return new Result.Refused(String.join("; ", mistakes));
        }
        Optional<Instant> createdAt =
                Optional.ofNullable(fields.get(StandardField.CREATED_AT.key()))
                        .flatMap(LeadReading::time);
        return switch (LeadReading.read(new LeadDraft(fields, kinds, createdAt))) {
            case LeadReading.Result.Read(ReadLead lead) -> new Result.Lead(lead);
            case LeadReading.Result.Refused(List<Mistake> wrong) ->
                    new Result.Refused(
                            wrong.stream().map(this::words).collect(Collectors.joining("; ")));
        };
    }

    private String words(Mistake mistake) {
        String column = names.getOrDefault(mistake.field(), "");
        return column.isEmpty() ? mistake.detail() : "`%s` %s".formatted(column, mistake.detail());
    }

    private String text(Column column, String cell, List<String> mistakes) {
        if (column.field().isEmpty()) {
            return column.reader().normal(cell);
        }
        return switch (column.field().get()) {
            case CREATED_AT, OUTCOME_AT -> time(column, cell, mistakes);
            case OUTCOME -> outcome(column, cell, mistakes);
            case VALUE -> money(column, cell, mistakes);
            case ANNUAL_REVENUE -> column.reader().normal(cell);
            default -> given(column.reader().text(cell));
        };
    }

    /// Words such as `unknown` say something of a list of answers, and nothing of a person, a
    /// company or a place.
    private static String given(String text) {
        return MissingWords.PERHAPS.contains(CellFormat.fold(text)) ? "" : text;
    }

    private String time(Column column, String cell, List<String> mistakes) {
        String text = column.reader().text(cell);
        if (text.isEmpty()) {
            return text;
        }
        Optional<Instant> time = column.reader().time(text).or(() -> LeadReading.time(text));
        if (time.isEmpty()) {
            mistakes.add("`%s` holds no date that can be read".formatted(column.mapped().column()));
            return "";
        }
        if (time.get().isAfter(latest)) {
            mistakes.add(
                    "`%s` lies in the future; are day and month in the right order?"
                            .formatted(column.mapped().column()));
            return "";
        }
        return time.get().toString();
    }

    private String outcome(Column column, String cell, List<String> mistakes) {
        String text = column.reader().text(cell);
        if (text.isEmpty()) {
            return text;
        }
        String meaning = outcomes.get(Mapping.OutcomeWords.key(text));
        if (meaning == null) {
            mistakes.add(
                    "`%s` has a value of which the mapping does not say whether it means won, lost or open"
                            .formatted(column.mapped().column()));
            return "";
        }
        return meaning.equals("open") ? "" : meaning;
    }

    private String money(Column column, String cell, List<String> mistakes) {
        String text = column.reader().text(cell);
        if (text.isEmpty()) {
            return text;
        }
        Optional<BigDecimal> amount = column.reader().number(text);
        if (amount.isEmpty()) {
            mistakes.add(
                    "`%s` holds no amount that can be read".formatted(column.mapped().column()));
            return "";
        }
        BigDecimal rounded =
                amount.get().scale() > 6
                        ? amount.get().setScale(6, RoundingMode.HALF_EVEN)
                        : amount.get();
        return rounded.toPlainString() + " " + currency(text);
    }

    private String currency(String text) {
        Matcher code = CODE.matcher(text);
        if (code.find()) {
            return code.group(1);
        }
        for (Map.Entry<String, String> sign : SIGNS.entrySet()) {
            if (text.contains(sign.getKey())) {
                return sign.getValue();
            }
        }
        return currency;
    }
}
