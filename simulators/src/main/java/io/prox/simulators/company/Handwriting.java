package io.prox.simulators.company;

import java.math.BigDecimal;
import java.nio.charset.CharsetEncoder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How one row was written: in which case, with which blanks, in which spelling, in which words.
/// Used by one thread.
final class Handwriting {
    /// Missing values for which a word stands.
    static final double WORD_FOR_MISSING = 0.3;

    /// Countries that are not written the usual way of the file.
    static final double OTHER_COUNTRY_SPELLING = 0.18;

    /// Names, companies and titles with blanks behind them.
    static final double TRAILING_BLANK = 0.02;

    /// Names, companies and titles in capitals or small letters throughout.
    static final double OTHER_CASE = 0.04;

    /// Names in unaccented Latin letters.
    static final double WITHOUT_ACCENTS = 0.05;

    /// Addresses with capitals.
    static final double ADDRESS_IN_CAPITALS = 0.06;

    /// Phone numbers that are not written the usual way.
    static final double OTHER_PHONE_FORM = 0.45;

    private final Conventions conventions;
    private final CharsetEncoder encoder;
    private final Dice dice;
    private final boolean careless;

    /// @param careless whether the row repeats a person, and is written another way than before
    Handwriting(Conventions conventions, Dice dice, boolean careless) {
        this.conventions = conventions;
        this.encoder = conventions.charset().newEncoder();
        this.dice = dice;
        this.careless = careless;
    }

    boolean isGerman() {
        return conventions.german();
    }

    Cell missing() {
        return dice.chance(WORD_FOR_MISSING)
                ? new Cell.Text(dice.oneOf(conventions.missingWords()))
                : new Cell.Missing();
    }

    /// A word that was chosen from a list, or nothing.
    Cell choice(Optional<String> word) {
        return word.<Cell>map(Cell.Text::new).orElseGet(this::missing);
    }

    Cell number(Optional<Integer> number) {
        return number.<Cell>map(value -> new Cell.Quantity(BigDecimal.valueOf(value)))
                .orElseGet(this::missing);
    }

    /// Something that a person typed, or nothing.
    Cell typed(Optional<String> text) {
        return text.map(value -> typed(value, Words.latin(value))).orElseGet(this::missing);
    }

    Cell name(NamePool.Name name) {
        return typed(name.written(), name.latin());
    }

    Cell fullName(Person person) {
        return typed(person.fullName(false), person.fullName(true));
    }

    private Cell typed(String text, String latin) {
        boolean plain = careless || dice.chance(WITHOUT_ACCENTS) || !encoder.canEncode(text);
        String written = plain ? latin : text;
        if (dice.chance(careless ? 0.3 : OTHER_CASE)) {
            written =
                    dice.chance(0.5)
                            ? written.toUpperCase(Locale.ROOT)
                            : written.toLowerCase(Locale.ROOT);
            // İ becomes two characters, of which an old encoding may lack one
            written = encoder.canEncode(written) ? written : latin;
        }
        return new Cell.Text(dice.chance(TRAILING_BLANK) ? written + "  " : written);
    }

    /// The impossible date of this file.
    Cell impossibleDate() {
        return new Cell.Text(conventions.impossibleDate());
    }

    Cell email(String address) {
        int at = address.indexOf('@');
        String local = address.substring(0, at);
        String domain = address.substring(at);
        if (careless) {
            return new Cell.Text(capitals(local) + (dice.chance(0.5) ? capitals(domain) : domain));
        }
        if (dice.chance(ADDRESS_IN_CAPITALS)) {
            return new Cell.Text(
                    dice.chance(0.5)
                            ? capitals(address)
                            : capitals(address.substring(0, 1)) + address.substring(1));
        }
        return new Cell.Text(address);
    }

    private static String capitals(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    /// The address as no mail server would take it.
    Cell brokenAddress(String address) {
        return new Cell.Text(
                dice.oneOf(
                        List.of(
                                address.replace("@", "(at)"),
                                address.replace("@", " "),
                                address.substring(0, address.indexOf('@') + 1),
                                address.substring(address.indexOf('@')))));
    }

    Cell country(Optional<Country> country) {
        if (country.isEmpty()) {
            return missing();
        }
        String usual = conventions.country().apply(country.get());
        String written =
                dice.chance(OTHER_COUNTRY_SPELLING) ? dice.oneOf(country.get().variants) : usual;
        return new Cell.Text(encoder.canEncode(written) ? written : usual);
    }

    Cell phone(Optional<String> number) {
        return number.<Cell>map(known -> new Cell.Text(phone(known))).orElseGet(this::missing);
    }

    private String phone(String number) {
        if (!careless && !dice.chance(OTHER_PHONE_FORM)) {
            return number;
        }
        List<String> parts = List.of(number.substring(1).split(" ", -1));
        String code = parts.get(0);
        String area = parts.get(1);
        String rest = parts.get(2);
        boolean northAmerica = code.equals("1");
        return switch (dice.below(4)) {
            case 0 -> number.replace(" ", "");
            case 1 -> "00" + number.substring(1);
            case 2 ->
                    northAmerica
                            ? "+1 (%s) %s-%s"
                                    .formatted(area, rest.substring(0, 3), rest.substring(3))
                            : "+%s (0)%s %s".formatted(code, area, rest);
            default -> "+%s-%s-%s".formatted(code, area, rest);
        };
    }
}
