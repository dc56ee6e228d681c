package io.prox.platform;

/// A component's schema in the database, to be brought up to date before anything works with it.
///
/// @param name also of the component; migrations lie in `io/prox/NAME/migrations`
public record Schema(String name) {}
