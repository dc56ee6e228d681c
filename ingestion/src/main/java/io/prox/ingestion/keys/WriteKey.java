package io.prox.ingestion.keys;

import io.prox.contracts.EventFact;
import java.time.Instant;
import java.util.Optional;

/// A key as its owners see it.
///
/// @param source that sends with it, by identifier
/// @param channel what it can prove
/// @param shown the whole key of a browser, which is public; the last characters of a server's
/// @param createdBy user or key
public record WriteKey(
        String id,
        String source,
        EventFact.Channel channel,
        String shown,
        String createdBy,
        Instant createdAt,
        Optional<Instant> revokedAt) {}
