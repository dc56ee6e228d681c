package io.prox.contracts;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/// Why something changed.
///
/// @param kind what sort of act it was
/// @param reference which one: the identifier of the import, request, model or user; empty where
///   the kind says all
public record Cause(Kind kind, String reference) {
    public Cause {
        requireNonNull(kind, "kind");
        requireNonNull(reference, "reference");
    }

    public static Cause of(Kind kind) {
        return new Cause(kind, "");
    }

    /// The closed list of acts. A reader that does not know a kind takes it for [#OTHER].
    public enum Kind {
        @JsonProperty("import")
        IMPORT,
        @JsonProperty("undo")
        UNDO,
        @JsonProperty("api")
        API,
        @JsonProperty("event")
        EVENT,
        @JsonProperty("person")
        PERSON,
        @JsonProperty("merge")
        MERGE,
        @JsonProperty("time")
        TIME,
        @JsonProperty("model")
        MODEL,
        /// What was done turned out to be a machine's, or a person's after all.
        @JsonProperty("reclassification")
        RECLASSIFICATION,
        @JsonProperty("deletion")
        DELETION,
        @JsonEnumDefaultValue
        @JsonProperty("other")
        OTHER
    }
}
