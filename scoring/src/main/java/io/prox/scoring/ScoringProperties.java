package io.prox.scoring;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Settings of the scoring component, keys `prox.scoring.*`.
///
/// @param horizon an outcome counts when it comes within this time of the snapshot
/// @param snapshots of one lead at most, to learn from
/// @param mostSnapshots of all leads; a larger past is sampled
/// @param quickSnapshots of the sample that the first, quickly trained model learns from
/// @param folds of the cross-validation of a full training
/// @param seed of all that is random in training
/// @param refresh how long a score stands at least before time alone moves it
/// @param watch how often to look for a workspace that has enough outcomes for its first model
@ConfigurationProperties("prox.scoring")
@Validated
public record ScoringProperties(
        @DefaultValue("90d") Duration horizon,
        @DefaultValue("2") @Min(1) @Max(20) int snapshots,
        @DefaultValue("200000") @Min(100) int mostSnapshots,
        @DefaultValue("4000") @Min(100) int quickSnapshots,
        @DefaultValue("5") @Min(2) @Max(20) int folds,
        @DefaultValue("0") long seed,
        @DefaultValue("0s") Duration refresh,
        @DefaultValue("3s") Duration watch) {}
