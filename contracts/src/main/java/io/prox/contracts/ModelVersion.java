package io.prox.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A trained model of one workspace. The transparent rules that rank leads before there is a model
/// have the version [#RULES].
public record ModelVersion(@JsonValue String value) implements Comparable<ModelVersion> {
    public static final String PREFIX = "model";

    /// Not learnt: what ranks leads until a model does.
    public static final ModelVersion RULES = new ModelVersion("model_rules");

    @JsonCreator
    public ModelVersion {
        Identifier.check(PREFIX, value);
    }

    @Override
    public int compareTo(ModelVersion other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    public boolean isRules() {
        return equals(RULES);
    }
}
