package io.prox.tables.kinds;

import io.prox.tables.CellFormat;
import io.prox.tables.Cells;
import io.prox.tables.DatePattern;
import io.prox.tables.DatePattern.Order;
import io.prox.tables.Kind;
import io.prox.tables.TableException;
import io.prox.tables.kinds.LevelList.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A column as a person wants it: as the kind that they chose, or kept where the rules would leave
/// it out.
final class ChosenKind {
    private final KindRules rules;
    private final ColumnProfile profile;
    private final Cells cells;
    private final NameWords name;

    ChosenKind(KindRules rules, ColumnProfile profile, Cells cells) {
        this.rules = rules;
        this.profile = profile;
        this.cells = cells;
        this.name = profile.words();
    }

    /// The column as what its values are, where it would be left out as an identifier or a
    /// constant. Names of people stay text, of which no word is used.
    Decision keep() {
        Decision decision = rules.decide();
        Kind kind = decision.schema().kind();
        if ((kind != Kind.IDENTIFIER && kind != Kind.CONSTANT) || profile.given() == 0) {
            return decision;
        }
        String reason = "kept on request; " + decision.schema().reason();
        rules.forgetNotes();
        char mark = rules.decimalMark();
        if (kind == Kind.IDENTIFIER && rules.isAlmostAll(profile.numbers().under(mark).numbers())) {
            return rules.decision(
                    Kind.NUMBER,
                    reason,
                    new CellFormat.Numbers(mark, mark == ',' ? '.' : ',', MissingWords.both()),
                    profile.sureDistinct());
        }
        boolean names =
                name.sayGivenName()
                        || name.sayName()
                        || profile.likeNames() * 5 >= profile.sure() * 4;
        return kind == Kind.IDENTIFIER && names
                ? rules.textual(Kind.TEXT, reason + "; only length and form are used")
                : rules.levels(rules.levelKind(), reason);
    }

    /// The column as the kind that a person chose, whatever it seems to be.
    Decision as(Kind kind) {
        String reason = "chosen by you";
        if (kind.hasLevels()) {
            refusePersonal(kind);
        }
        return switch (kind) {
            case NUMBER -> asNumber(reason);
            case DATE -> asDate(reason);
            case BOOLEAN -> asBoolean(reason);
            case ORDERED -> asOrdered(reason);
            case CATEGORY, MANY_VALUED -> rules.levels(kind, reason);
            case TEXT, EMAIL, PHONE, URL, IDENTIFIER, CONSTANT, DUPLICATE ->
                    rules.textual(kind, reason);
        };
    }

    /// Levels reach the model and the report, as personal values must not.
    private void refusePersonal(Kind kind) {
        String what =
                profile.emails() * 2 >= Math.max(1, profile.sure())
                        ? "e-mail addresses"
                        : name.sayPhone() && rules.isMostly(profile.phones())
                                ? "phone numbers"
                                : name.sayGivenName() ? "names of people" : "";
        if (!what.isEmpty()) {
            throw new TableException(
                    ("column %s cannot be %s: it holds %s, and a model may not hold any; let its"
                                    + " kind be found, or leave the column out")
                            .formatted(profile.name(), kind.words(), what));
        }
    }

    private Decision asNumber(String reason) {
        char mark = rules.decimalMark();
        long numbers = profile.numbers().under(mark).numbers();
        if (numbers == 0 && profile.sure() > 0) {
            throw new TableException(
                    ("column %s cannot be read as numbers: none of its %s cells is one; choose"
                                    + " another kind for it")
                            .formatted(profile.name(), KindRules.grouped(profile.sure())));
        }
        rules.noteUnreadable(profile.sure() - numbers, "no number");
        return rules.decision(
                Kind.NUMBER,
                reason,
                new CellFormat.Numbers(mark, mark == ',' ? '.' : ',', MissingWords.both()),
                profile.sureDistinct());
    }

    private Decision asDate(String reason) {
        Optional<Decision> found = rules.dates();
        if (found.isEmpty() && profile.numbers().plainDigits() > 0) {
            found = rules.digitsAsDate(profile.numbers().under('.'));
        }
        if (found.isPresent()) {
            Decision decision = found.get();
            return rules.decision(
                    Kind.DATE,
                    reason + "; " + decision.schema().reason(),
                    decision.schema().format(),
                    decision.distinct());
        }
        DateTally tally = profile.dates();
        Order best = Order.YEAR_MONTH_DAY;
        for (Order order :
                List.of(
                        Order.DAY_MONTH_YEAR,
                        Order.MONTH_DAY_YEAR,
                        Order.YEAR_MONTH,
                        Order.MONTH_YEAR)) {
            best = tally.dates(order) > tally.dates(best) ? order : best;
        }
        if (tally.dates(best) == 0) {
            throw new TableException(
                    ("column %s cannot be read as dates: none of its %s cells is one; choose"
                                    + " another kind for it")
                            .formatted(profile.name(), KindRules.grouped(profile.sure())));
        }
        rules.noteUnreadable(profile.sure() - tally.dates(best), "no date");
        return rules.date(new DatePattern(best, tally.hasTime()), reason);
    }

    private Decision asBoolean(String reason) {
        if (rules.yesOrNo().isPresent()) {
            return rules.bool(reason + "; yes and no, written ");
        }
        LevelList list = LevelList.of(cells, MissingWords.both(), profile.distinct());
        if (list.levels().size() != 2) {
            throw new TableException(
                    "column %s cannot be a boolean: it has %s values, not 2; choose category for it"
                            .formatted(profile.name(), KindRules.grouped(list.levels().size())));
        }
        List<String> levels = list.spellings().stream().sorted().toList();
        return rules.decision(
                Kind.BOOLEAN,
                reason + "; `" + levels.get(1) + "` is taken for yes",
                new CellFormat.Levels(levels, MissingWords.both()),
                2);
    }

    private Decision asOrdered(String reason) {
        Optional<Decision> found = rules.ordered();
        if (found.isPresent()) {
            Decision decision = found.get();
            return rules.decision(
                    Kind.ORDERED,
                    reason + "; " + decision.schema().reason(),
                    decision.schema().format(),
                    decision.distinct());
        }
        LevelList list = LevelList.of(cells, MissingWords.both(), profile.distinct());
        var numbers = new CellFormat.Numbers(rules.decimalMark(), '\0', Set.of());
        boolean numeric =
                list.levels().stream().noneMatch(level -> Double.isNaN(numbers.parse(level.key())));
        var keys = new ArrayList<>(list.levels().stream().map(Level::key).toList());
        if (numeric) {
            keys.sort((one, other) -> Double.compare(numbers.parse(one), numbers.parse(other)));
        } else {
            keys.sort(null);
        }
        return rules.decision(
                Kind.ORDERED,
                reason + (numeric ? "; in order of the numbers" : "; in order of the alphabet"),
                new CellFormat.Levels(list.spellings(keys), MissingWords.both()),
                keys.size());
    }
}
