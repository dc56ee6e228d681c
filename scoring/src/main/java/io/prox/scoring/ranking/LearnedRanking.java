package io.prox.scoring.ranking;

import io.prox.contracts.ModelVersion;
import io.prox.contracts.ScoreFact.Chance;
import io.prox.contracts.ScoreFact.Reason;
import io.prox.features.ProfileFeatures;
import io.prox.features.reading.OwnNames;
import io.prox.learning.FeatureVector;
import io.prox.learning.Model;
import io.prox.learning.Scored;
import io.prox.tables.ColumnSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Ranks by a learnt model.
public final class LearnedRanking implements Ranking {
    private final ModelVersion version;
    private final Model model;

    /// Names of its columns, by themselves and by what their spellings have in common.
    private final Map<String, String> names = new HashMap<>();

    public LearnedRanking(ModelVersion version, Model model) {
        this.version = version;
        this.model = model;
        List<String> known = model.inputs().stream().map(ColumnSchema::name).toList();
        known.forEach(name -> names.putIfAbsent(OwnNames.folded(name), name));
        known.forEach(name -> names.put(name, name));
    }

    @Override
    public ModelVersion version() {
        return version;
    }

    @Override
    public List<Features> features(List<? extends Map<String, String>> rows) {
        return model.vectors(ProfileFeatures.derive(RowTable.of(model.inputs(), rows))).stream()
                .map(vector -> Features.of(vector.toBytes()))
                .toList();
    }

    @Override
    public Map<String, String> spelled(Map<String, String> row) {
        Map<String, String> spelled = new HashMap<>();
        row.forEach(
                (name, text) -> {
                    String same = names.get(name);
                    spelled.put(
                            same == null ? names.getOrDefault(OwnNames.folded(name), name) : same,
                            text);
                });
        return spelled;
    }

    @Override
    public Ranked rank(Features features) {
        Scored scored = model.score(FeatureVector.of(features.bytes()));
        return new Ranked(
                Optional.of(new Chance(scored.probability(), scored.low(), scored.high())),
                scored.hasEvidence(),
                scored.score(),
                scored.fit().map(String::valueOf),
                scored.engagement(),
                scored.base(),
                scored.reasons().stream()
                        .map(
                                reason ->
                                        new Reason(
                                                reason.column(),
                                                reason.contribution(),
                                                reason.words()))
                        .toList());
    }
}
