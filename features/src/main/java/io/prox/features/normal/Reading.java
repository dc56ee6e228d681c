package io.prox.features.normal;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// What became of a text that someone wrote into a field: its one spelling, or the reason why it
/// has none.
public sealed interface Reading<T> {
    /// @param value in its one spelling
    record Read<T>(T value) implements Reading<T> {
        public Read {
            requireNonNull(value, "value");
        }
    }

    /// @param reason in words that follow the field's name: `has no @`; holds no part of the text,
    ///   so that it may be logged
    record Refused<T>(String reason) implements Reading<T> {
        public Refused {
            requireNonNull(reason, "reason");
        }
    }

    /// The value, if there is one.
    default Optional<T> found() {
        return switch (this) {
            case Read<T>(T value) -> Optional.of(value);
            case Refused<T> refused -> Optional.empty();
        };
    }
}
