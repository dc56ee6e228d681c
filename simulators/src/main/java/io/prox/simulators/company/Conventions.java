package io.prox.simulators.company;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/// How the people and systems behind one source write.
///
/// @param charset of its file; what it cannot hold is written in Latin letters
/// @param german whether words are German
/// @param country how it usually writes a country
/// @param missingWords what stands for a value that is not there, where anything does
/// @param impossibleDate a date that no calendar has, written its way
record Conventions(
        Charset charset,
        boolean german,
        Function<Country, String> country,
        List<String> missingWords,
        String impossibleDate) {
    Conventions {
        missingWords = List.copyOf(missingWords);
    }

    static Conventions of(Source source) {
        return switch (source) {
            case WEB_FORM -> english(country -> country.english, "n/a|-", "2026-02-30 09:14:00");
            case WEBINAR -> english(country -> country.english, "-|Unknown", "2/30/2026 9:14 AM");
            case TRADE_FAIR ->
                    new Conventions(
                            Charset.forName("windows-1252"),
                            true,
                            country -> country.german,
                            Words.barred("k.A.|unbekannt"),
                            "31.02.2026");
            case PARTNER -> english(country -> country.english, "unknown|tbd", "30/02/2026");
            case OUTBOUND -> english(country -> country.code, "N/A|null", "30-Feb-2026");
            case CONTENT ->
                    english(country -> country.english, "N/A|unknown", "2026-02-30T09:14:00Z");
        };
    }

    private static Conventions english(
            Function<Country, String> country, String missingWords, String impossibleDate) {
        return new Conventions(
                StandardCharsets.UTF_8, false, country, Words.barred(missingWords), impossibleDate);
    }
}
