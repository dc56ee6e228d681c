package io.prox.simulators.company;

import static io.prox.simulators.company.Market.FAR;
import static io.prox.simulators.company.Market.HOME;
import static io.prox.simulators.company.Market.NEAR;

import java.time.ZoneId;
import java.util.List;

/// A country that leads come from.
@SuppressWarnings("ImmutableEnumChecker") // its lists and sets are never changed
enum Country {
    GERMANY(
            "DE",
            "Germany",
            "Deutschland",
            HOME,
            28,
            Language.GERMAN,
            NamePool.GERMAN,
            "Europe/Berlin",
            "GmbH|AG|GmbH & Co. KG|KG",
            "germany|Deutschland|DE|Gemany|GERMANY|D|deutschland"),
    AUSTRIA(
            "AT",
            "Austria",
            "Österreich",
            HOME,
            7,
            Language.GERMAN,
            NamePool.GERMAN,
            "Europe/Vienna",
            "GmbH|AG",
            "Österreich|AT|austria|Oesterreich|A"),
    SWITZERLAND(
            "CH",
            "Switzerland",
            "Schweiz",
            HOME,
            6,
            Language.GERMAN,
            NamePool.GERMAN,
            "Europe/Zurich",
            "AG|GmbH|SA",
            "Schweiz|CH|Suisse|Swizerland|switzerland"),
    NETHERLANDS(
            "NL",
            "Netherlands",
            "Niederlande",
            HOME,
            6,
            Language.DUTCH,
            NamePool.DUTCH,
            "Europe/Amsterdam",
            "B.V.|N.V.",
            "The Netherlands|NL|Nederland|netherlands|Holland"),
    FRANCE(
            "FR",
            "France",
            "Frankreich",
            NEAR,
            8,
            Language.FRENCH,
            NamePool.FRENCH,
            "Europe/Paris",
            "SARL|SAS|SA",
            "france|FR|FRANCE|Frankreich|Francce"),
    UNITED_KINGDOM(
            "GB",
            "United Kingdom",
            "Großbritannien",
            NEAR,
            10,
            Language.ENGLISH,
            NamePool.ENGLISH,
            "Europe/London",
            "Ltd|Limited|plc|LLP",
            "UK|U.K.|Great Britain|England|united kingdom|Untied Kingdom|GB"),
    IRELAND(
            "IE",
            "Ireland",
            "Irland",
            NEAR,
            2,
            Language.ENGLISH,
            NamePool.ENGLISH,
            "Europe/Dublin",
            "Ltd|DAC",
            "IE|ireland|Éire"),
    SPAIN(
            "ES",
            "Spain",
            "Spanien",
            NEAR,
            5,
            Language.SPANISH,
            NamePool.SPANISH,
            "Europe/Madrid",
            "S.L.|S.A.",
            "España|ES|spain|Espana"),
    ITALY(
            "IT",
            "Italy",
            "Italien",
            NEAR,
            5,
            Language.ITALIAN,
            NamePool.ITALIAN,
            "Europe/Rome",
            "S.r.l.|S.p.A.",
            "Italia|IT|italy|ITALY"),
    POLAND(
            "PL",
            "Poland",
            "Polen",
            NEAR,
            4,
            Language.ENGLISH,
            NamePool.POLISH,
            "Europe/Warsaw",
            "Sp. z o.o.|S.A.",
            "Polska|PL|poland"),
    SWEDEN(
            "SE",
            "Sweden",
            "Schweden",
            NEAR,
            3,
            Language.ENGLISH,
            NamePool.SWEDISH,
            "Europe/Stockholm",
            "AB",
            "Sverige|SE|sweden"),
    UNITED_STATES(
            "US",
            "United States",
            "USA",
            FAR,
            8,
            Language.ENGLISH,
            NamePool.ENGLISH,
            "America/Chicago",
            "Inc.|LLC|Corp.",
            "USA|US|U.S.A.|United States of America|usa|Unites States"),
    CANADA(
            "CA",
            "Canada",
            "Kanada",
            FAR,
            2,
            Language.ENGLISH,
            NamePool.ENGLISH,
            "America/Toronto",
            "Inc.|Ltd.",
            "CA|canada|CANADA"),
    INDIA(
            "IN",
            "India",
            "Indien",
            FAR,
            2,
            Language.ENGLISH,
            NamePool.INDIAN,
            "Asia/Kolkata",
            "Pvt. Ltd.|Ltd.",
            "IN|india|INDIA"),
    JAPAN(
            "JP",
            "Japan",
            "Japan",
            FAR,
            1.5,
            Language.ENGLISH,
            NamePool.JAPANESE,
            "Asia/Tokyo",
            "K.K.",
            "JP|japan|日本"),
    AUSTRALIA(
            "AU",
            "Australia",
            "Australien",
            FAR,
            1.5,
            Language.ENGLISH,
            NamePool.ENGLISH,
            "Australia/Sydney",
            "Pty Ltd",
            "AU|australia|Austrailia"),
    BRAZIL(
            "BR",
            "Brazil",
            "Brasilien",
            FAR,
            1.5,
            Language.ENGLISH,
            NamePool.PORTUGUESE,
            "America/Sao_Paulo",
            "Ltda.|S.A.",
            "Brasil|BR|brazil"),
    TURKEY(
            "TR",
            "Türkiye",
            "Türkei",
            FAR,
            1,
            Language.ENGLISH,
            NamePool.TURKISH,
            "Europe/Istanbul",
            "A.Ş.|Ltd. Şti.",
            "Turkey|TR|turkey"),
    UKRAINE(
            "UA",
            "Ukraine",
            "Ukraine",
            FAR,
            1,
            Language.ENGLISH,
            NamePool.UKRAINIAN,
            "Europe/Kyiv",
            "TOV",
            "Україна|UA|ukraine");

    static final Shares<Country> SHARES = Shares.of(List.of(values()), country -> country.weight);

    final String code;
    final String english;
    final String german;
    final Market market;
    final Language language;
    final NamePool names;
    final ZoneId zone;
    final List<String> legalForms;

    /// Other ways in which people write the country, wrong ones among them.
    final List<String> variants;

    private final double weight;

    Country(
            String code,
            String english,
            String german,
            Market market,
            double weight,
            Language language,
            NamePool names,
            String zone,
            String legalForms,
            String variants) {
        this.code = code;
        this.english = english;
        this.german = german;
        this.market = market;
        this.weight = weight;
        this.language = language;
        this.names = names;
        this.zone = ZoneId.of(zone);
        this.legalForms = Words.barred(legalForms);
        this.variants = Words.barred(variants);
    }
}
