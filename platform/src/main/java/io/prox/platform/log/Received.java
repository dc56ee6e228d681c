package io.prox.platform.log;

/// A fact as it came from the log.
///
/// @param fact decoded
/// @param partition where it lay
/// @param offset of it there
public record Received<F>(F fact, int partition, long offset) {}
