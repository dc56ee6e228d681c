package io.prox.scoring.ranking;

import io.prox.contracts.ModelVersion;
import io.prox.contracts.ScoreFact.Chance;
import io.prox.contracts.ScoreFact.Reason;
import io.prox.features.ProfileFeatures;
import io.prox.features.behaviour.EngagementFeatures;
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
    private final boolean readsBehaviour;

    /// Names of the customer's own among its columns, by what their spellings have in common.
    private final Map<String, String> own = new HashMap<>();

    public LearnedRanking(ModelVersion version, Model model) {
        this.version = version;
        this.model = model;
        this.readsBehaviour = model.usedColumns().stream().anyMatch(EngagementFeatures::isOne);
        model.inputs().stream()
                .map(ColumnSchema::name)
                .filter(name -> !isOfProX(name))
                .forEach(name -> own.putIfAbsent(OwnNames.folded(name), name));
    }

    /// Whether a column has a name that ProX gives, which is spelled in one way only. However like
    /// it an own column is called, `annual_revenue` beside `Annual revenue`, it is another one.
    private static boolean isOfProX(String name) {
        return !OwnNames.shown(name).equals(name);
    }

    @Override
    public ModelVersion version() {
        return version;
    }

    @Override
    public boolean readsBehaviour() {
        return readsBehaviour;
    }

    @Override
    public boolean surelyScores(Features features, int score) {
        return model.surelyScores(FeatureVector.of(features.bytes()), score);
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
        row.forEach((name, text) -> spelled.put(spelled(name, row), text));
        return spelled;
    }

    private String spelled(String name, Map<String, String> row) {
        if (isOfProX(name)) {
            return name;
        }
        String known = own.getOrDefault(OwnNames.folded(name), name);
        return row.containsKey(known) ? name : known;
    }

    @Override
    public List<Ranked> rank(List<Features> features) {
        return model
                .score(features.stream().map(each -> FeatureVector.of(each.bytes())).toList())
                .stream()
                .map(LearnedRanking::ranked)
                .toList();
    }

    private static Ranked ranked(Scored scored) {
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
