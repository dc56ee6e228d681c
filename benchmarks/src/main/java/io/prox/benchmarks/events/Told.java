package io.prox.benchmarks.events;

import io.prox.features.behaviour.Activity;
import java.util.Map;
import java.util.Optional;

/// An event, and what it means.
///
/// @param id by which a repetition is known
/// @param email of the person who did it, in small letters
/// @param message as it is sent
/// @param activity what counts of it; empty where it only says who somebody is
public record Told(
        String id, String email, Map<String, Object> message, Optional<Activity> activity) {
    public Told {
        message = Map.copyOf(message);
    }
}
