package io.prox.console.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTest {
    @ParameterizedTest
    @CsvSource({
        "/v1/books, INGESTION",
        "/v1/books/scoring, SCORING",
        "/v1/leads, INGESTION",
        "/v1/leads/lead_1, INGESTION",
        "/v1/leads/lead_1/score, SCORING",
        "/v1/leads/lead_1/ledger/2, SCORING",
        "/v1/leads/lead_1/activities, ENGAGEMENT",
        "/v1/leads/lead_1/engagement, ENGAGEMENT",
        "/v1/leads/lead_1/activities/a1/machine, ENGAGEMENT",
        "/v1/books/engagement, ENGAGEMENT",
        "/v1/books/events, INGESTION",
        "/v1/projects/browser_ws.secret/settings, INGESTION",
        "/v1/kept-events/replay, INGESTION",
        "/prox/0.1.0-3f9a1c2b/prox.js, INGESTION",
        "/v1/imports/import_1/start, INGESTION",
        "/v1/models/model_1/promote, SCORING",
    })
    void goesToTheComponentThatAnswers(String path, Route route) {
        assertThat(Route.of(path)).contains(route);
    }

    @ParameterizedTest
    @CsvSource({"/v1/books/work", "/v1/booksellers", "/v1/work", "/v1/system", "/books"})
    void staysInTheConsoleOtherwise(String path) {
        assertThat(Route.of(path)).isEmpty();
    }
}
