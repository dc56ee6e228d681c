package io.prox.console.routes;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which component answers a path of the API; the console itself where none is named. The order
/// counts: a lead's score is scoring's, the lead itself ingestion's.
enum Route {
    SCORING(
            "/v1/(score|models|trainings)(/.*)?",
            "/v1/leads/[^/]+/(score|ledger)(/.*)?",
            "/v1/books/scoring"),
    ENGAGEMENT("/v1/leads/[^/]+/(activities|engagement)(/.*)?", "/v1/books/engagement"),
    INGESTION(
            "/v1/(identify|track|page|screen|group|alias|batch|import|[itpsgab])",
            "/v1/projects/[^/]+/settings",
            "/v1/(leads|persons|imports|sources)(/.*)?",
            "/v1/kept-events(/.*)?",
            "/v1/tracker",
            "/prox/.*",
            "/v1/books(/events)?");

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
    private final List<Pattern> paths;

    Route(String... paths) {
        this.paths = Arrays.stream(paths).map(Pattern::compile).toList();
    }

    static Optional<Route> of(String path) {
        return Arrays.stream(values())
                .filter(route -> route.paths.stream().anyMatch(own -> own.matcher(path).matches()))
                .findFirst();
    }
}
