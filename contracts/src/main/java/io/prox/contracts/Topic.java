package io.prox.contracts;

import java.time.Duration;
import java.util.Optional;

/// A topic of the log.
///
/// @param name content and version of the content: `ingestion.leads.v1`
/// @param partitions fixed from the first start, because a key's partition follows from it
/// @param kept for how long a fact stays; empty where facts stay for good, so that a reader that
///   comes later can start at the first
/// @param isReceipt whether somebody is told that a fact is safe as soon as the log has it, and
///   nothing else has: then a single broker must have it on its disk
public record Topic(String name, int partitions, Optional<Duration> kept, boolean isReceipt) {
    /// A topic whose facts stay for good, and come from a database.
    public static Topic kept(String name, int partitions) {
        return new Topic(name, partitions, Optional.empty(), false);
    }
}
