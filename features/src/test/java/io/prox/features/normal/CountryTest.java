package io.prox.features.normal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountryTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    DE | Germany; germany; GERMANY; Deutschland; DE; de; DEU; Allemagne; Alemania; Niemcy; Tyskland; Almanya; Германия; ドイツ; BRD; Federal Republic of Germany; D
                    US | USA; U.S.A.; US; U.S.; United States; the United States of America; Vereinigte Staaten; États-Unis; Estados Unidos; EEUU; Stati Uniti; America
                    GB | UK; U.K.; United Kingdom; Great Britain; England; Scotland; Vereinigtes Königreich; Großbritannien; Grossbritannien; Royaume-Uni; Reino Unido; GBR
                    CH | Switzerland; Schweiz; die Schweiz; Suisse; Suiza; Svizzera; CHE
                    AT | Austria; Österreich; Oesterreich; Autriche; AUT
                    NL | Netherlands; The Netherlands; Holland; Niederlande; Pays-Bas; Países Bajos; Nederland
                    CZ | Czech Republic; Czechia; Tschechien; Tchéquie; Česko
                    KR | South Korea; Korea, Republic of; Republic of Korea; Südkorea; Corée du Sud; 대한민국
                    KP | North Korea; Nordkorea
                    RU | Russia; Russian Federation; Russland; Россия
                    TR | Turkey; Türkiye; Türkei; Turquie
                    CN | China; PRC; Chine; 中国
                    AE | UAE; AE; United Arab Emirates; Vereinigte Arabische Emirate
                    CI | Ivory Coast; Côte d'Ivoire; Elfenbeinküste
                    IR | Iran; Iran, Islamic Republic of
                    IQ | Iraq; Irak
                    NE | Niger
                    NG | Nigeria
                    DM | Dominica
                    DO | Dominican Republic; Dominikanische Republik
                    AU | Australia; Australien
                    SK | Slovakia; Slowakei
                    SI | Slovenia; Slowenien
                    GE | Georgia
                    HK | Hong Kong
                    """)
    void aNameInAnyLanguageIsItsCountry(String code, String names) {
        for (String name : names.split("; ", -1)) {
            assertThat(Country.of(name).map(Country::code)).as(name).contains(code);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Germny, DE",
        "Dominican Repulbic, DO",
        "Untied Kingdon, GB",
        "Deutchland, DE",
        "Untied States, US",
        "United Sttaes, US",
        "Unted Kingdom, GB",
        "Switzerlnd, CH",
        "Nehterlands, NL",
        "Swedn, SE",
        "Philipines, PH",
        "Phillipines, PH",
        "Protugal, PT",
        "Ukrane, UA",
        "Argentinia, AR",
        "Colmbia, CO",
        "Austalia, AU",
        "Osterriech, AT",
        "Fance, FR",
        "Beligum, BE",
        "Singapor, SG",
        "Indonisia, ID",
    })
    void aSlipOfTheHandIsForgiven(String written, String code) {
        assertThat(Country.of(written).map(Country::code)).contains(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "n/a",
                "unknown",
                "other",
                "Europe",
                "EMEA",
                "DACH",
                "Asia",
                "Africa",
                "London",
                "Paris",
                "Berlin",
                "Munich",
                "Madrid",
                "Texas",
                "California",
                "Bavaria",
                "Bayern",
                "New York",
                "Toronto",
                "Sydney",
                "Catalonia",
                "Ontario",
                "Quebec",
                "Indiana",
                "New Mexico",
                "Virginia",
                "Sales",
                "Marketing",
                "Yes",
                "customer",
                "remote",
                "worldwide",
                "Austrlia",
                "Slovania",
                "Irap",
                "Nigera Delta",
                "12345",
                "Roman",
                "Milan",
                "Lima",
                "North America",
                "South America",
                "Latin America",
                "Middle East",
                "Schwaben",
                "Sachsen"
            })
    void whatIsNoCountryOrCouldBeTwoIsNone(String text) {
        assertThat(Country.of(text)).isEmpty();
    }

    @Test
    void theEnglishNameComesWithTheCode() {
        assertThat(Country.of("Allemagne")).contains(new Country("DE", "Germany"));
        assertThatIllegalArgumentException().isThrownBy(() -> Country.ofCode("ZZ"));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyCountryIsFoundByCodesAndNames(Locale language) {
        for (String code : Locale.getISOCountries()) {
            Locale country = Locale.of("", code);
            if (!code.equals("NA")) {
                assertThat(Country.of(code).map(Country::code)).contains(code);
            }
            assertThat(Country.of(country.getISO3Country()).map(Country::code)).contains(code);
            assertThat(Country.of(country.getDisplayCountry(language)).map(Country::code))
                    .as(country.getDisplayCountry(language))
                    .contains(code);
        }
    }

    /// One slip in an English name gives the country or nothing, never another.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void oneSlipNeverLeadsElsewhere(long seed) {
        var random = new SplittableRandom(seed);
        int found = 0;
        int tried = 0;
        for (String code : Locale.getISOCountries()) {
            String name = Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
            if (name.length() < 8) {
                continue;
            }
            String slipped = slip(name, random);
            tried++;
            found += Country.of(slipped).isPresent() ? 1 : 0;
            Country.of(slipped)
                    .ifPresent(country -> assertThat(country.code()).as(slipped).isEqualTo(code));
        }
        assertThat(found).isGreaterThan(tried * 9 / 10);
    }

    static Stream<Locale> languages() {
        return Stream.of(Locale.ENGLISH, Locale.GERMAN, Locale.FRENCH, Locale.of("es"));
    }

    private static String slip(String name, SplittableRandom random) {
        int at = random.nextInt(1, name.length() - 1);
        return random.nextBoolean()
                ? name.substring(0, at) + name.substring(at + 1)
                : name.substring(0, at)
                        + (char) ('a' + random.nextInt(26))
                        + name.substring(at + 1);
    }
}
