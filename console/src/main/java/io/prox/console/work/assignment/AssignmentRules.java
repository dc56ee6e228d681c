package io.prox.console.work.assignment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// By which rules leads are handed off.
///
/// @param threshold score from which on a lead is; empty: none is
/// @param mode how its owner is chosen
/// @param regions users by the English name of a country
/// @param members users among whom leads go round, in this order
public record AssignmentRules(
        Optional<Integer> threshold,
        Mode mode,
        SortedMap<String, String> regions,
        List<String> members) {
    public static final AssignmentRules NONE =
            new AssignmentRules(
                    Optional.empty(), Mode.NONE, Collections.emptySortedMap(), List.of());

    public AssignmentRules {
        regions = Collections.unmodifiableSortedMap(new TreeMap<>(regions));
        members = List.copyOf(members);
    }

    /// How an owner is chosen.
    public enum Mode {
        /// The lead is qualified, and nobody's.
        @JsonProperty("none")
        NONE("none"),
        /// One member after the other.
        @JsonProperty("round-robin")
        ROUND_ROBIN("round-robin"),
        /// Whoever has the lead's country; of other countries, one member after the other.
        @JsonProperty("region")
        REGION("region"),
        /// The member with the fewest open leads.
        @JsonProperty("load")
        LOAD("load");

        private final String word;

        Mode(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        static Mode of(String word) {
            return Arrays.stream(values())
                    .filter(mode -> mode.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no mode: " + word));
        }
    }
}
