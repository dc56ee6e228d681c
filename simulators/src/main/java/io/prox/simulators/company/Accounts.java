package io.prox.simulators.company;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// All companies that leads may work for, by country.
///
/// Their names are two syllables and a word. Each pair of syllables is used once in every round and
/// each round takes another word, so that no two of them share a name or a domain.
///
/// The domains are second-level names under `example`, which RFC 2606 and RFC 6761 keep from ever
/// being anyone's. No country's ending has such a name, and labels in front of `example`
/// (`brenvold.de.example`) would make one company of all Germans for whoever takes the registered
/// name from a domain; so the country shows in its column and in phone numbers, not in the domain.
final class Accounts {
    private static final List<String> BEGINNINGS =
            Words.blank(
                    """
                    Bren Cal Dun Est Fel Gar Hex Ilm Jor Kel Lum Mor Nar Ost Pel Quen Ral Sil Tor Ulm
                    Ver Wes Xan Yar Zel Alb Bor Cor Dal Eld Fro Gol Hal Isk Kor Lin Mar Nor Orb Pra
                    """);
    private static final List<String> ENDINGS =
            Words.blank(
                    """
                    vold thera mora trivo brink nova ryn dane wick holt mere stad lund rova tis dor
                    quist bane lyx vanna gard velle fels nora pava zeno rimm tova brask wyn aro etta
                    ium oro axa ella ento ino usk yra
                    """);
    private static final int STEMS = BEGINNINGS.size() * ENDINGS.size();

    /// Has no factor in common with the number of stems, so that a step of it meets all of them.
    private static final int STEP = 731;

    private static final int ROUNDS = 4;

    /// Above 1: some companies send many leads, most send few.
    private static final double SKEW = 1.6;

    private final Map<Country, List<Account>> byCountry = new EnumMap<>(Country.class);

    Accounts(long seed) {
        int shift = new Dice(seed, Dice.Purpose.ACCOUNT, -1).below(STEMS);
        List<Country> countries = List.of(Country.values());
        for (int number = 0; number < STEMS * ROUNDS; number++) {
            Dice dice = new Dice(seed, Dice.Purpose.ACCOUNT, number);
            // at least one company a country, then by the countries' shares
            Country country =
                    number < countries.size() ? countries.get(number) : Country.SHARES.draw(dice);
            int stem = (int) ((number * (long) STEP + shift) % STEMS);
            byCountry
                    .computeIfAbsent(country, _ -> new ArrayList<>())
                    .add(account(stem, number / STEMS, country, dice));
        }
    }

    private static Account account(int stem, int round, Country country, Dice dice) {
        Industry industry = Industry.SHARES.draw(dice);
        String name =
                BEGINNINGS.get(stem / ENDINGS.size())
                        + ENDINGS.get(stem % ENDINGS.size())
                        + " "
                        + industry.words.get(round);
        String slug = Words.slug(name, round % 2 == 0 ? "-" : "");
        String domain = (industry == Industry.EDUCATION ? "uni-" : "") + slug + ".example";
        return new Account(
                name + " " + dice.oneOf(country.legalForms),
                domain,
                country,
                industry,
                SizeBand.SHARES.draw(dice).draw(dice),
                dice.below(3));
    }

    Account draw(Country country, Dice dice) {
        List<Account> accounts = byCountry.getOrDefault(country, List.of());
        return accounts.get((int) (accounts.size() * StrictMath.pow(dice.even(), SKEW)));
    }
}
