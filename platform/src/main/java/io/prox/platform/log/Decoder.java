package io.prox.platform.log;

import java.util.Optional;

/// Reads the value of a record.
@FunctionalInterface
public interface Decoder<F> {
    /// @return empty for a kind of fact that this version does not know
    /// @throws io.prox.contracts.MalformedFactException if the bytes are no fact
    Optional<F> decode(byte[] value);
}
