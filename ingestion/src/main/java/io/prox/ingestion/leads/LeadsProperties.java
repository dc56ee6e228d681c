package io.prox.ingestion.leads;

import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Settings of leads, keys `prox.leads.*`.
///
/// @param deletions file that remembers which leads were deleted, kept apart from the database's
///   backups, so that one that is restored brings nobody back; without it none is kept
@ConfigurationProperties("prox.leads")
public record LeadsProperties(Optional<String> deletions) {}
