package io.prox.contracts;

/// A topic of the log.
///
/// @param name content and version of the content: `ingestion.leads.v1`
/// @param partitions fixed from the first start, because a key's partition follows from it
/// @param keepsEverything whether facts stay for good, so that a reader that comes later can start
///   at the first
public record Topic(String name, int partitions, boolean keepsEverything) {}
