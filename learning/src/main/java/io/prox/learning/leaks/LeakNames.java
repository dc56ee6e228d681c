package io.prox.learning.leaks;

import io.prox.tables.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Names that people give to columns which are filled in when, or after, a lead's outcome is known.
/// A name alone proves nothing: it adds to what the values show, except for the date on which a
/// lead was won, lost or closed.
final class LeakNames {
    /// A family of names.
    ///
    /// @param words what the name says, to go on `its name says that it …`
    /// @param pattern on the name in lower case with single blanks between its words
    private record Family(String words, Pattern pattern) {}

    private static final Pattern EARLIER =
            Pattern.compile("\\b(prev|previous|prior|past|historic|first|initial|poutcome)\\b");

    private static final Pattern COMPANY =
            Pattern.compile("\\b(annual|company|account|yearly|employer|firm)\\b");

    private static final Pattern CLOSING_DATE =
            Pattern.compile(
                    "\\b(close|closed|closing|won|win|lost|converted|conversion|sold|sale|purchase|contract|signed|"
                            + "signature|churn|cancel|cancelled|order|paid)\\b");

    private static final List<Family> FAMILIES =
            List.of(
                    family(
                            "tells how the lead ended",
                            "\\b(won|lost|loss|closed|close|closing|converted|conversion|churned|signed|outcome|"
                                    + "verdict|win)\\b"),
                    family(
                            "is the amount of a deal",
                            "\\b(deal|sale|sales|close|closed|order|purchase|contract|invoice|opportunity|won)"
                                    + " (value|amount|size|total|price)\\b|^(amount|revenue|deal value)$"),
                    family(
                            "is the reason or stage of a sale",
                            "\\b(reason|disposition)\\b|\\b(deal|sales|pipeline|opportunity|funnel|lifecycle|lead) "
                                    + "(stage|status|state)\\b|^(stage|status|lifecycle)$"),
                    family(
                            "is somebody's judgement of the lead",
                            "^tags?$|\\b(lead|prospect|contact|sales) (tags?|quality|rating|grade|score|priority|profile|"
                                    + "temperature|rank)\\b|\\b(activity|profile|engagement|behaviou?r|propensity) "
                                    + "(index|score)\\b|^(rating|lead quality)$"),
                    family(
                            "changes as long as a lead is worked on",
                            "\\b(last|latest|recent)( \\w+)? (activity|modified|modification|update|updated|touch|"
                                    + "contact|contacted|call|change|changed|status|step|event)\\b|\\bmodified\\b|"
                                    + "\\b(next step|follow ups?|followups?)\\b"),
                    family(
                            "is known only when the conversation is over",
                            "^duration$|\\b(call|talk|conversation|meeting) (duration|time|length|minutes|seconds)\\b|"
                                    + "\\bduration of (the )?(call|conversation)\\b"));

    private LeakNames() {}

    private static Family family(String words, String pattern) {
        return new Family(words, Pattern.compile(pattern));
    }

    /// What the name says, to go on `its name says that it …`; empty where it says nothing.
    static Optional<String> suspicion(String column) {
        String name = words(column);
        if (EARLIER.matcher(name).find() || COMPANY.matcher(name).find()) {
            return Optional.empty();
        }
        return FAMILIES.stream()
                .filter(family -> family.pattern().matcher(name).find())
                .map(Family::words)
                .findFirst();
    }

    /// Whether this is the date on which a lead was won, lost or closed.
    static boolean isClosingDate(String column, Kind kind) {
        String name = words(column);
        return kind == Kind.DATE
                && CLOSING_DATE.matcher(name).find()
                && !EARLIER.matcher(name).find()
                && !name.matches(".*\\b(expected|estimated|planned)\\b.*");
    }

    /// `closeDate`, `CLOSE_DATE` and `Close date` are all `close date`.
    private static String words(String column) {
        return column.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ")
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
