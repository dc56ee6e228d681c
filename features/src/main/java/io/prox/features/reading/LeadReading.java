package io.prox.features.reading;

import io.prox.features.fields.FieldNames;
import io.prox.features.fields.SensitiveWords;
import io.prox.features.fields.StandardField;
import io.prox.features.normal.Country;
import io.prox.features.normal.EmailAddress;
import io.prox.features.normal.Reading;
import io.prox.features.normal.Remembered;
import io.prox.tables.Kind;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads drafts of leads: normalises what has one right form, sorts what identifies from what does
/// not, and says of everything that is wrong where it is and how to mend it.
///
/// Times are RFC 3339 (`2026-03-02T09:30:00Z`) or dates (`2026-03-02`, midnight UTC); money is
/// `12000.50 EUR`; an outcome is `won`, `lost` or `open`.
public final class LeadReading {
    static final int MOST_FIELDS = 300;
    static final int LONGEST_NAME = 256;
    static final int LONGEST_TEXT = 8_192;
    static final int LONGEST_EXTERNAL_ID = 256;

    /// Characters of all names and texts of a draft.
    static final int LONGEST_LEAD = 65_536;

    /// A text of a customer's own column that has more letters or words than a label has, or ends
    /// as a sentence does, is taken for prose, which may hold anything.
    private static final int LONGEST_LABEL = 80;

    private static final int MOST_WORDS = 8;
    private static final int FEWEST_WORDS_OF_A_SENTENCE = 4;
    private static final String SENTENCE_ENDS = ".!?\u2026";

    private static final Pattern MONEY =
            Pattern.compile("(-?\\d{1,18}(?:\\.\\d{1,6})?) ([A-Z]{3})");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 ()./-]{6,22}[0-9]");
    private static final Pattern WEB = Pattern.compile("https?://\\S+", Pattern.CASE_INSENSITIVE);
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /// By a column's name alone: no single text is enough to tell.
    private static final Remembered<Boolean> SENSITIVE =
            new Remembered<>(name -> SensitiveWords.find(name, List.of()).isPresent());

    private static final Remembered<Boolean> IDENTIFYING = new Remembered<>(FieldNames::identifies);

    private final SortedMap<String, String> open = new TreeMap<>();
    private final SortedMap<String, String> sealed = new TreeMap<>();
    private final List<ReadLead.Identity> identities = new ArrayList<>();
    private final List<Mistake> mistakes = new ArrayList<>();
    private final Map<String, Kind> kinds;

    /// Names of own columns, by what their spellings have in common.
    private final Map<String, String> ownNames = new HashMap<>();

    private LeadReading(Map<String, Kind> kinds) {
        this.kinds = kinds;
    }

    /// Reads a lead to keep.
    ///
    /// @return a lead that may be kept, or all that is wrong with the draft
    public static Result read(LeadDraft draft) {
        var reading = new LeadReading(draft.kinds());
        reading.take(draft);
        if (reading.identities.isEmpty() && reading.mistakes.isEmpty()) {
            reading.mistakes.add(
                    new Mistake(
                            "",
                            "has neither an e-mail address nor an external id, so that nobody can tell which lead it is; send one of them"));
        }
        return reading.result(draft);
    }

    /// Reads a lead of which nobody has to be able to tell which it is, since it is not kept.
    ///
    /// @return the lead, perhaps without an identity, or all that is wrong with the draft
    public static Result readNameless(LeadDraft draft) {
        var reading = new LeadReading(draft.kinds());
        reading.take(draft);
        if (reading.saysNothing() && reading.mistakes.isEmpty()) {
            reading.mistakes.add(
                    new Mistake("", "says nothing; send at least one field with a value"));
        }
        return reading.result(draft);
    }

    private boolean saysNothing() {
        return Stream.concat(open.values().stream(), sealed.values().stream())
                .allMatch(String::isEmpty);
    }

    private Result result(LeadDraft draft) {
        return mistakes.isEmpty()
                ? new Result.Read(new ReadLead(identities, open, sealed, draft.occurredAt()))
                : new Result.Refused(mistakes);
    }

    private void take(LeadDraft draft) {
        if (draft.fields().size() > MOST_FIELDS) {
            mistakes.add(new Mistake("", "has more than %d fields".formatted(MOST_FIELDS)));
            return;
        }
        long length =
                draft.fields().entrySet().stream()
                        .mapToLong(field -> field.getKey().length() + field.getValue().length())
                        .sum();
        if (length > LONGEST_LEAD) {
            mistakes.add(
                    new Mistake(
                            "", "is longer than %,d characters in all".formatted(LONGEST_LEAD)));
            return;
        }
        draft.fields().forEach(this::take);
    }

    private void take(String name, String given) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            mistakes.add(
                    new Mistake(
                            Texts.shown(name),
                            "has a name that is blank or longer than %d characters"
                                    .formatted(LONGEST_NAME)));
            return;
        }
        if (given.length() > LONGEST_TEXT) {
            mistakes.add(
                    new Mistake(name, "is longer than %,d characters".formatted(LONGEST_TEXT)));
            return;
        }
        String text = Texts.clean(given);
        Optional<StandardField> field = StandardField.ofKey(name);
        if (field.isPresent()) {
            take(field.get(), text);
        } else {
            String own = OwnNames.free(Texts.clean(name));
            String before = ownNames.putIfAbsent(OwnNames.folded(own), own);
            if (before == null) {
                takeOwn(own, text, kinds.get(name));
            } else {
                mistakes.add(
                        new Mistake(
                                name,
                                "is another spelling of '%s'; send one of them"
                                        .formatted(Texts.shown(before))));
            }
        }
    }

    private void take(StandardField field, String text) {
        switch (field) {
            case EMAIL -> takeEmail(text);
            case EXTERNAL_ID -> takeExternalId(text);
            case CREATED_AT, OUTCOME_AT -> takeTime(field, text);
            case OUTCOME -> takeOutcome(text);
            case VALUE -> takeMoney(text);
            case COUNTRY -> keep(field, Country.of(text).map(Country::name).orElse(text));
            default -> keep(field, text);
        }
    }

    private void takeEmail(String text) {
        if (text.isEmpty()) {
            keep(StandardField.EMAIL, text);
            return;
        }
        switch (EmailAddress.read(text)) {
            case Reading.Read<EmailAddress>(EmailAddress address) -> {
                keep(StandardField.EMAIL, address.address());
                identities.add(
                        new ReadLead.Identity(ReadLead.Identity.Kind.EMAIL, address.address()));
            }
            case Reading.Refused<EmailAddress>(String reason) ->
                    mistakes.add(new Mistake(StandardField.EMAIL.key(), reason));
        }
    }

    private void takeExternalId(String text) {
        if (text.length() > LONGEST_EXTERNAL_ID) {
            mistakes.add(
                    new Mistake(
                            StandardField.EXTERNAL_ID.key(),
                            "is longer than %d characters".formatted(LONGEST_EXTERNAL_ID)));
        } else if (!text.isEmpty()) {
            // Some sources use an e-mail address for an id.
            sealed.put(FieldKey.of(StandardField.EXTERNAL_ID), text);
            identities.add(new ReadLead.Identity(ReadLead.Identity.Kind.EXTERNAL_ID, text));
        }
    }

    private void takeTime(StandardField field, String text) {
        if (text.isEmpty()) {
            keep(field, text);
            return;
        }
        time(text)
                .ifPresentOrElse(
                        time -> keep(field, time.toString()),
                        () ->
                                mistakes.add(
                                        new Mistake(
                                                field.key(),
                                                "is no time; write it as 2026-03-02T09:30:00Z or 2026-03-02")));
    }

    private void takeOutcome(String text) {
        switch (text) {
            case "won", "lost" -> keep(StandardField.OUTCOME, text);
            case "open", "" -> keep(StandardField.OUTCOME, "");
            default ->
                    mistakes.add(
                            new Mistake(
                                    StandardField.OUTCOME.key(), "is none of won, lost and open"));
        }
    }

    private void takeMoney(String text) {
        if (text.isEmpty() || MONEY.matcher(text).matches()) {
            keep(StandardField.VALUE, text);
        } else {
            mistakes.add(
                    new Mistake(
                            StandardField.VALUE.key(),
                            "is no amount with a currency; write it as 12000.50 EUR"));
        }
    }

    private void keep(StandardField field, String text) {
        (field.identifies() ? sealed : open).put(FieldKey.of(field), text);
    }

    /// @param known what the column is known to hold
    private void takeOwn(String name, String text, @Nullable Kind known) {
        if (SENSITIVE.of(name)) {
            sealed.put(FieldKey.setAside(name), text);
            return;
        }
        Kind kind = known == null || known.isValue() ? kind(text) : known;
        if (kind == Kind.CATEGORY && IDENTIFYING.of(name)) {
            kind = Kind.TEXT;
        }
        (kind == Kind.CATEGORY ? open : sealed).put(FieldKey.own(name, kind), text);
    }

    /// What one cell of a column of the customer's own holds, as far as privacy goes: what reaches
    /// or may describe a person is sealed, all else stands as it is.
    private static Kind kind(String text) {
        if (text.indexOf('@') > 0 && EmailAddress.read(text).found().isPresent()) {
            return Kind.EMAIL;
        }
        if (text.startsWith("+") && PHONE.matcher(text).matches()) {
            return Kind.PHONE;
        }
        if (WEB.matcher(text).matches()) {
            return Kind.URL;
        }
        return isProse(text) || text.indexOf('@') >= 0 ? Kind.TEXT : Kind.CATEGORY;
    }

    private static boolean isProse(String text) {
        if (text.length() > LONGEST_LABEL) {
            return true;
        }
        int words = 1 + Math.toIntExact(text.chars().filter(letter -> letter == ' ').count());
        boolean ends =
                !text.isEmpty() && SENTENCE_ENDS.indexOf(text.charAt(text.length() - 1)) >= 0;
        return words > MOST_WORDS || (ends && words >= FEWEST_WORDS_OF_A_SENTENCE);
    }

    /// @return the instant, between 1970 and 2200
    public static Optional<Instant> time(String text) {
        try {
            Instant time =
                    text.length() == 10
                            ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                            : OffsetDateTime.parse(text).toInstant();
            return time.isBefore(EARLIEST) || time.isAfter(LATEST)
                    ? Optional.empty()
                    : Optional.of(time);
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    /// @return amount and currency of a text that was kept
    public static Optional<Map.Entry<BigDecimal, String>> money(String text) {
        var matcher = MONEY.matcher(text);
        return matcher.matches()
                ? Optional.of(Map.entry(new BigDecimal(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    /// What became of a draft.
    public sealed interface Result {
        record Read(ReadLead lead) implements Result {}

        record Refused(List<Mistake> mistakes) implements Result {
            public Refused {
                mistakes = List.copyOf(mistakes);
            }
        }
    }

    /// @param field by name; empty where the whole lead is meant
    /// @param detail in words that follow the field's name
    public record Mistake(String field, String detail) {
        /// Where it is in the lead as a program sends it, as a JSON Pointer: `/fields/jobTitle`,
        /// `/fields` where the whole lead is meant.
        public String pointer() {
            return field.isEmpty()
                    ? "/fields"
                    : "/fields/" + field.replace("~", "~0").replace("/", "~1");
        }
    }
}
