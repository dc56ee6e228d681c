package io.prox.features.normal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A country by its code, whatever language its name was written in.
///
/// Names are those of CLDR in the Java runtime, in the languages below, beside the codes of ISO
/// 3166 and a list of what people write instead (`USA`, `Holland`, `BRD`). Words are compared in
/// the folding of [Words], so accents and case do not matter.
///
/// A misspelt name of five or more letters is understood if it begins with the right letter and is
/// one edit away from it (two from ten letters on), and no other country's name is as near; what
/// could be two countries (`Austrlia`) is none. Neither is `NA`, which people write for what they
/// do not know far more often than for Namibia.
///
/// @param code ISO 3166-1 alpha-2, in capitals
/// @param name in English
public record Country(String code, String name) {
    private static final List<Locale> LANGUAGES =
            List.of(
                    Locale.ENGLISH,
                    Locale.GERMAN,
                    Locale.FRENCH,
                    Locale.of("es"),
                    Locale.ITALIAN,
                    Locale.of("pt"),
                    Locale.of("nl"),
                    Locale.of("pl"),
                    Locale.of("cs"),
                    Locale.of("da"),
                    Locale.of("sv"),
                    Locale.of("nb"),
                    Locale.of("fi"),
                    Locale.of("hu"),
                    Locale.of("ro"),
                    Locale.of("tr"),
                    Locale.of("ru"),
                    Locale.JAPANESE,
                    Locale.CHINESE,
                    Locale.KOREAN);

    /// Languages whose names may be misspelt: the more names, the more words come near one.
    private static final int MISSPELT = 4;

    private static final int LETTERS_FOR_ONE_EDIT = 5;
    private static final int LETTERS_FOR_TWO_EDITS = 10;

    /// Words that are written before a country's name without being part of it.
    private static final Set<String> ARTICLES =
            Set.of("the", "die", "der", "la", "le", "les", "el");

    private static final Set<String> CODES = Set.copyOf(List.of(Locale.getISOCountries()));
    private static final Map<String, String> NAMES = names(LANGUAGES);
    private static final Map<String, String> CORRECTABLE = names(LANGUAGES.subList(0, MISSPELT));

    private static final Map<String, Country> COUNTRIES =
            CODES.stream()
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    Function.identity(),
                                    code ->
                                            new Country(
                                                    code,
                                                    Locale.of("", code)
                                                            .getDisplayCountry(Locale.ENGLISH))));
    private static final Remembered<Optional<Country>> FOUND = new Remembered<>(Country::find);

    /// @throws IllegalArgumentException when no country has the code
    public static Country ofCode(String code) {
        Country country = COUNTRIES.get(code);
        if (country == null) {
            throw new IllegalArgumentException("no country has the code " + code);
        }
        return country;
    }

    /// The country that a text names, in full or by its code.
    public static Optional<Country> of(String text) {
        return FOUND.of(text);
    }

    private static Optional<Country> find(String text) {
        String key = key(text);
        String code = NAMES.get(key);
        if (code == null) {
            code = nearest(key);
        }
        return Optional.ofNullable(COUNTRIES.get(code));
    }

    private static String key(String text) {
        List<String> words = Words.of(text).stream().map(Words::withoutSpelledUmlauts).toList();
        if (words.size() > 1 && ARTICLES.contains(words.getFirst())) {
            words = words.subList(1, words.size());
        }
        boolean spelled = words.stream().allMatch(word -> word.length() == 1);
        return String.join(spelled ? "" : " ", words);
    }

    /// Code of the only country whose name is near enough; else the empty text.
    private static String nearest(String key) {
        int allowed =
                key.length() >= LETTERS_FOR_TWO_EDITS
                        ? 2
                        : key.length() >= LETTERS_FOR_ONE_EDIT ? 1 : 0;
        if (allowed == 0) {
            return "";
        }
        int least = allowed + 1;
        var codes = new HashSet<String>();
        for (Map.Entry<String, String> name : CORRECTABLE.entrySet()) {
            String written = name.getKey();
            if (written.length() < LETTERS_FOR_ONE_EDIT
                    || written.charAt(0) != key.charAt(0)
                    || Math.abs(written.length() - key.length()) > allowed) {
                continue;
            }
            int edits = EditDistance.between(written, key);
            if (edits < least) {
                least = edits;
                codes.clear();
            }
            if (edits == least && edits <= allowed) {
                codes.add(name.getValue());
            }
        }
        return codes.size() == 1 ? codes.iterator().next() : "";
    }

    /// Names to codes; a name that two countries share in different languages is the one's whose
    /// language is listed first.
    private static Map<String, String> names(List<Locale> languages) {
        var names = new HashMap<String, String>();
        for (String line : WordLists.lines(Country.class, "country-names.txt")) {
            String code = line.substring(0, 2);
            for (String name : line.substring(line.indexOf(':') + 1).split(",", -1)) {
                names.put(key(name), code);
            }
        }
        for (String code : Locale.getISOCountries()) {
            names.putIfAbsent(code.toLowerCase(Locale.ROOT), code);
            names.putIfAbsent(Locale.of("", code).getISO3Country().toLowerCase(Locale.ROOT), code);
        }
        for (Locale language : languages) {
            for (String code : Locale.getISOCountries()) {
                String name = Locale.of("", code).getDisplayCountry(language);
                names.putIfAbsent(key(name), code);
                names.putIfAbsent(key(name.replaceAll("\\s*[(\\[].*", "")), code);
            }
        }
        if (!"DE".equals(names.get("deutschland"))) {
            throw new IllegalStateException(
                    "the Java runtime knows English names of countries only: it lacks the module"
                            + " jdk.localedata");
        }
        return Map.copyOf(names);
    }
}
