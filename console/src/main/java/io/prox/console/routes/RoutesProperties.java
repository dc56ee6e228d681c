package io.prox.console.routes;

import java.net.URI;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Where components answer that do not run in the console's own process, keys
/// `prox.console.routes.*`.
///
/// @param ingestion address of the role `ingestion`: `http://ingestion:8080`
/// @param engagement address of the role `engagement`
/// @param scoring address of the role `scoring`
@ConfigurationProperties("prox.console.routes")
public record RoutesProperties(
        Optional<URI> ingestion, Optional<URI> engagement, Optional<URI> scoring) {
    Optional<URI> to(Route route) {
        return switch (route) {
            case INGESTION -> ingestion;
            case ENGAGEMENT -> engagement;
            case SCORING -> scoring;
        };
    }
}
