package io.prox.scoring.ranking;

import io.prox.contracts.ModelVersion;
import java.util.List;
import java.util.Map;

/// How leads are ranked. Immutable and safe for several threads; the same features give the same
/// rank, in any process, bit for bit.
public sealed interface Ranking permits LearnedRanking, RuleRanking {
    ModelVersion version();

    /// What each row's rank depends on.
    ///
    /// @param rows named cells, as [io.prox.features.LeadFeatures#row] gives them
    List<Features> features(List<? extends Map<String, String>> rows);

    /// Whether a rank depends on what a lead does; if not, rows need no cells of that.
    boolean readsBehaviour();

    /// Whether a rank has a score for sure. False where it may have another; that costs more to
    /// tell.
    ///
    /// @throws IllegalArgumentException if the features are of another ranking
    boolean surelyScores(Features features, int score);

    /// A row with its columns spelled as this ranking knows them: of a lead that is kept they are.
    Map<String, String> spelled(Map<String, String> row);

    /// Each as it would be alone, bit for bit. Many at once cost less than one by one.
    ///
    /// @throws IllegalArgumentException if any features are of another ranking
    List<Ranked> rank(List<Features> features);

    /// @throws IllegalArgumentException if the features are of another ranking
    default Ranked rank(Features features) {
        return rank(List.of(features)).getFirst();
    }
}
