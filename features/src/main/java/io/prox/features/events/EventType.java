package io.prox.features.events;

import java.util.Arrays;
import java.util.Optional;

/// What a message says (Segment, "Spec").
public enum EventType {
    /// Who somebody is.
    IDENTIFY("identify"),
    /// What somebody did.
    TRACK("track"),
    /// Which page somebody looked at.
    PAGE("page"),
    /// Which screen of an app somebody looked at.
    SCREEN("screen"),
    /// Which company or team somebody belongs to.
    GROUP("group"),
    /// That two identities are one person.
    ALIAS("alias");

    private final String word;

    EventType(String word) {
        this.word = word;
    }

    public static Optional<EventType> of(String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }

    /// As messages name it: `track`.
    public String word() {
        return word;
    }
}
