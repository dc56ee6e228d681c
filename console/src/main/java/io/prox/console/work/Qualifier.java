package io.prox.console.work;

import com.fasterxml.jackson.annotation.JsonValue;

/// Who said that a lead is qualified.
public enum Qualifier {
    PERSON("person"),
    THRESHOLD("threshold");

    private final String word;

    Qualifier(String word) {
        this.word = word;
    }

    @JsonValue
    public String word() {
        return word;
    }

    public static Qualifier of(String word) {
        return word.equals(PERSON.word) ? PERSON : THRESHOLD;
    }
}
