package io.prox.learning;

import io.prox.learning.Proof.Certainty;
import io.prox.learning.Proof.ColumnDecision;
import io.prox.learning.Proof.Data;
import io.prox.learning.Proof.Driver;
import io.prox.learning.Proof.Fact;
import io.prox.learning.Proof.Leading;
import io.prox.learning.Proof.Leak;
import io.prox.learning.Proof.Metrics;
import io.prox.learning.Proof.ModelCard;
import io.prox.learning.Proof.TimeSplit;
import io.prox.learning.blend.Blend;
import io.prox.learning.blend.Fitting;
import io.prox.learning.blend.Fitting.Fitted;
import io.prox.tables.ColumnSchema;
import io.prox.tables.Kind;
import io.prox.tables.reading.ColumnFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Everything that was found out, put together for the reader.
final class ProofDraft {
    private final LearningTask task;
    private final Study study;
    private final Selection selection;
    private final Fitted fitted;
    private final Blend blend;
    private final ModelDraft draft;

    ProofDraft(
            LearningTask task,
            Study study,
            Selection selection,
            Fitted fitted,
            Blend blend,
            ModelDraft draft) {
        this.task = task;
        this.study = study;
        this.selection = selection;
        this.fitted = fitted;
        this.blend = blend;
        this.draft = draft;
    }

    Proof proof(Trial crossed, Optional<TimeSplit> timeSplit, Leading leading, Fitting fitting) {
        Metrics leadingMetrics =
                leading == Leading.TIME_SPLIT
                        ? timeSplit.orElseThrow().metrics()
                        : crossed.metrics();
        Data data = data();
        List<Leak> leaks = leaks();
        Verdict verdict = Conclusions.verdict(leadingMetrics);
        return new Proof(
                verdict,
                Conclusions.headline(verdict, leadingMetrics),
                Conclusions.cautions(data, leaks, timeSplit, crossed.metrics()),
                data,
                crossed.metrics(),
                crossed.comparison(),
                crossed.gains(),
                crossed.calibration(),
                timeSplit,
                leading,
                new LearningCurve(study, fitting, fitted, task.folds(), task.seed()).points(),
                drivers(),
                leaks,
                columns(leaks),
                notes(data),
                method(timeSplit),
                card());
    }

    private Data data() {
        return new Data(
                task.file(),
                task.outcome().column(),
                task.outcome().positive(),
                task.fileRows(),
                study.rows().length,
                study.converted(study.rows()),
                study.openRows(),
                task.sampled());
    }

    private List<Leak> leaks() {
        return selection.findings().stream()
                .map(
                        finding -> {
                            boolean kept =
                                    finding.certain() && task.keep().contains(finding.column());
                            return new Leak(
                                    finding.column(),
                                    finding.certain() ? Certainty.CERTAIN : Certainty.SUSPECT,
                                    finding.certain() && !kept,
                                    kept,
                                    finding.evidence(),
                                    finding.with(),
                                    finding.without());
                        })
                .toList();
    }

    private List<Driver> drivers() {
        return new Drivers(draft, study.rows(), study.labels()).describe();
    }

    private List<ColumnDecision> columns(List<Leak> leaks) {
        Map<String, Side> sides =
                draft.columns().stream()
                        .collect(
                                Collectors.toMap(
                                        column -> column.schema().source(),
                                        Model.UsedColumn::side,
                                        (first, _) -> first));
        Map<String, Leak> leakOf =
                leaks.stream().collect(Collectors.toMap(Leak::column, Function.identity()));
        return task.inputs().stream()
                .map(
                        input -> {
                            boolean used = sides.containsKey(input.name());
                            ColumnFacts facts = task.facts().get(input.name());
                            return new ColumnDecision(
                                    input.name(),
                                    kind(input).words(),
                                    used,
                                    reason(input, leakOf.get(input.name())),
                                    Optional.ofNullable(sides.get(input.name())),
                                    facts == null
                                            ? 0
                                            : (double) facts.missing()
                                                    / Math.max(1, task.table().rows()),
                                    facts == null ? 0 : facts.distinct());
                        })
                .toList();
    }

    /// The outcome is read as it stands, and says yes or no.
    private Kind kind(ColumnSchema input) {
        return input.name().equals(task.outcome().column()) ? Kind.BOOLEAN : input.kind();
    }

    private String reason(ColumnSchema input, @Nullable Leak leak) {
        if (input.name().equals(task.outcome().column())) {
            return "the outcome";
        }
        if (leak == null) {
            return input.reason();
        }
        if (leak.excluded()) {
            return input.reason() + "; left out: it knows the outcome";
        }
        return leak.kept()
                ? input.reason() + "; kept on request although it knows the outcome"
                : input.reason() + "; it may know the outcome";
    }

    private List<String> notes(Data data) {
        List<String> notes = new ArrayList<>(task.notes());
        List<String> intervals = study.intervals().names();
        if (!intervals.isEmpty()) {
            notes.add(
                    "Where one date comes after another, the days between them are learnt from too, as part of the later one: %s."
                            .formatted(String.join(", ", intervals)));
        }
        if (data.open() > 0) {
            notes.add(
                    "%,d leads have no outcome yet; they are neither converted nor lost and were left out."
                            .formatted(data.open()));
        }
        if (data.sampled()) {
            notes.add(
                    "The file is large: %,d leads with an outcome, drawn at random, were learnt from."
                            .formatted(data.used()));
        }
        return notes;
    }

    private List<String> method(Optional<TimeSplit> timeSplit) {
        List<String> method = new ArrayList<>();
        method.add(
                ("%d-fold cross-validation, stratified by outcome, seed %d: every lead was predicted by a model that had"
                                + " not seen it.")
                        .formatted(task.folds(), task.seed()));
        method.add(
                "In each fold the whole procedure ran on the training leads alone: the search for leaking columns, the"
                        + " choice of settings, blending and calibration.");
        timeSplit.ifPresent(
                split ->
                        method.add(
                                "Forward in time by %s: trained on the first %,d leads, tested on the last %,d; settings, blending and calibration were chosen forward in time too."
                                        .formatted(
                                                split.orderedBy(),
                                                split.trained(),
                                                split.tested())));
        method.add(
                "Intervals hold in 95 of 100 repetitions (bootstrap of the leads, percentiles; Wilson for observed rates).");
        method.add("Leads that share an e-mail, a phone number or a person's key are in one fold.");
        return method;
    }

    private List<String> together() {
        return blend.together().stream()
                .map(
                        pair ->
                                "%s and %s"
                                        .formatted(
                                                selection.columns().get(pair.left()).name(),
                                                selection.columns().get(pair.right()).name()))
                .toList();
    }

    private ModelCard card() {
        List<Fact> facts = new ArrayList<>();
        facts.add(
                new Fact(
                        "Model",
                        "%d members, each boosted trees (LightGBM) and a logistic regression"
                                .formatted(blend.members())));
        facts.add(new Fact("Trees", "%,d in all members".formatted(blend.trees())));
        fitted.settings()
                .parts()
                .forEach(part -> facts.add(new Fact("Part of the trees", part.words())));
        facts.add(
                new Fact(
                        "Regression",
                        "a penalty for each column, weight %.2f"
                                .formatted(fitted.settings().linearWeight())));
        List<String> together = together();
        if (!together.isEmpty()) {
            facts.add(new Fact("Effects of two columns together", String.join("; ", together)));
        }
        facts.add(new Fact("Calibration", blend.calibration().words()));
        facts.add(
                new Fact(
                        "Explanation",
                        "exact TreeSHAP and linear Shapley values in log-odds, calibration included by the rescale rule"));
        facts.add(
                new Fact(
                        "Score",
                        "percentile of the probability among the leads learnt from, each predicted by a model that had not seen it"));
        return new ModelCard("", study.rows().length, task.seed(), task.folds(), facts);
    }
}
