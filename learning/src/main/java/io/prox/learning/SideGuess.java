package io.prox.learning;

import io.prox.tables.ColumnSchema;
import io.prox.tables.Kind;
import java.util.Locale;
import java.util.regex.Pattern;

/// Guesses from its name whether a column says what a lead is or what it did.
final class SideGuess {
    private static final Pattern DOING =
            Pattern.compile(
                    "\\b(visits?|views?|pages?|clicks?|opens?|opened|clicked|visited|sessions?|time spent|time on|"
                            + "duration|bounces?|bounce rates?|exit rates?|downloads?|downloaded|logins?|activity|activities|"
                            + "engagement|recency|frequency|interactions?|events?|attended|webinars?|searches|replies|"
                            + "replied|responses?|emails? (opened|clicked|sent|received)|calls?|meetings?|last seen|"
                            + "last (visit|login|activity|contact)|days since|pdays|campaign|previous|poutcome|contacts? made|"
                            + "administrative|informational|product related|page values?|chats?|demo|trial|cart|"
                            + "notable activity|totalvisits|"
                            + "besuche?|seitenaufrufe|aufrufe|klicks|geklickt|öffnungen|geöffnet|sitzungen|aktivität|"
                            + "aktivitäten|minuten auf|zeit auf|verweildauer|anmeldungen|anrufe|termine|teilgenommen|"
                            + "letzte[rs]? (besuch|kontakt|anmeldung|öffnung)|visites|pages vues|clics|ouvertures|"
                            + "visitas|aperturas)\\b",
                    Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern BEING =
            Pattern.compile(
                    "\\b(do not|type|source|origin|day of week|landing page|page id|country|region|operating)\\b");

    private SideGuess() {}

    static Side of(ColumnSchema column) {
        String name =
                column.source()
                        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ")
                        .replaceAll("[^\\p{L}\\p{N}]+", " ")
                        .strip()
                        .toLowerCase(Locale.ROOT);
        boolean doing =
                DOING.matcher(name).find()
                        && !BEING.matcher(name).find()
                        && column.kind() != Kind.MANY_VALUED;
        return doing ? Side.ENGAGEMENT : Side.FIT;
    }
}
