package io.prox.benchmarks;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `evaluate --json` wrote.
final class ProofFile {
    private final JsonNode proof;

    private ProofFile(JsonNode proof) {
        this.proof = proof;
    }

    static ProofFile read(Path file) {
        return new ProofFile(JsonMapper.builder().build().readTree(file.toFile()));
    }

    /// `strong`, `useful`, `weak` or `none`.
    String verdict() {
        return proof.get("verdict").asString();
    }

    double rocAuc() {
        return rocAuc(proof.get("metrics"));
    }

    /// Of the textbook's logistic regression, in the same folds.
    double plainRocAuc() {
        for (JsonNode contender : proof.get("comparison")) {
            if (contender.get("name").asString().equals("Logistic regression")) {
                return rocAuc(contender.get("metrics"));
            }
        }
        throw new IllegalStateException("the proof compares with no logistic regression");
    }

    /// On the latest leads by the earlier ones; empty where there is no order in time.
    Optional<Double> timeSplitRocAuc() {
        JsonNode split = proof.get("timeSplit");
        return split.isNull() ? Optional.empty() : Optional.of(rocAuc(split.get("metrics")));
    }

    private static double rocAuc(JsonNode metrics) {
        return metrics.get("rocAuc").get("value").asDouble();
    }

    /// Columns that know the outcome, or may, with how sure the search is: `certain`, `suspect`.
    Map<String, String> leaks() {
        Map<String, String> leaks = new LinkedHashMap<>();
        for (JsonNode leak : proof.get("leaks")) {
            leaks.put(leak.get("column").asString(), leak.get("certainty").asString());
        }
        return leaks;
    }

    /// Columns that the model uses.
    Set<String> used() {
        Set<String> used = new TreeSet<>();
        for (JsonNode column : proof.get("columns")) {
            if (column.get("used").asBoolean()) {
                used.add(column.get("name").asString());
            }
        }
        return used;
    }
}
