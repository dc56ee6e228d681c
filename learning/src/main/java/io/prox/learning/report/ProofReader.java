package io.prox.learning.report;

import io.prox.learning.Estimate;
import io.prox.learning.Proof;
import io.prox.learning.Proof.CalibrationBin;
import io.prox.learning.Proof.ColumnDecision;
import io.prox.learning.Proof.Contender;
import io.prox.learning.Proof.CurvePoint;
import io.prox.learning.Proof.Data;
import io.prox.learning.Proof.Driver;
import io.prox.learning.Proof.EffectPoint;
import io.prox.learning.Proof.Fact;
import io.prox.learning.Proof.GainsPoint;
import io.prox.learning.Proof.Leak;
import io.prox.learning.Proof.Metrics;
import io.prox.learning.Proof.ModelCard;
import io.prox.learning.Proof.TimeSplit;
import io.prox.learning.Proof.Top;

/// Reads what [ProofWriter] wrote. Strict about what is there, silent about fields it does not
/// know: a later version may add some.
final class ProofReader {
    private ProofReader() {}

    static Proof read(String json) {
        JsonPlace root = JsonPlace.parse(json);
        int version = root.count("version");
        if (version != ProofJson.VERSION) {
            throw root.field("version")
                    .damaged(
                            "is version %d, this program reads version %d"
                                    .formatted(version, ProofJson.VERSION));
        }
        return new Proof(
                root.code("verdict", Codes.VERDICT),
                root.text("headline"),
                root.texts("cautions"),
                data(root.field("data")),
                metrics(root.field("metrics")),
                root.list("comparison", ProofReader::contender),
                root.list("gains", ProofReader::gainsPoint),
                root.list("calibration", ProofReader::calibrationBin),
                root.optional("timeSplit").map(ProofReader::timeSplit),
                root.code("leading", Codes.LEADING),
                root.list("learningCurve", ProofReader::curvePoint),
                root.list("drivers", ProofReader::driver),
                root.list("leaks", ProofReader::leak),
                root.list("columns", ProofReader::column),
                root.texts("notes"),
                root.texts("method"),
                model(root.field("model")));
    }

    private static Data data(JsonPlace data) {
        return new Data(
                data.text("file"),
                data.text("target"),
                data.texts("positive"),
                data.wholeNumber("rows", 0, Long.MAX_VALUE),
                data.count("used"),
                data.count("converted"),
                data.wholeNumber("open", 0, Long.MAX_VALUE),
                data.flag("sampled"));
    }

    private static Metrics metrics(JsonPlace metrics) {
        return new Metrics(
                estimate(metrics.field("rocAuc")),
                estimate(metrics.field("prAuc")),
                estimate(metrics.field("logLoss")),
                estimate(metrics.field("brier")),
                estimate(metrics.field("calibrationError")),
                metrics.list("top", ProofReader::top));
    }

    private static Top top(JsonPlace top) {
        return new Top(
                top.figure("share"), estimate(top.field("lift")), estimate(top.field("captured")));
    }

    private static Contender contender(JsonPlace contender) {
        return new Contender(contender.text("name"), metrics(contender.field("metrics")));
    }

    private static GainsPoint gainsPoint(JsonPlace point) {
        return new GainsPoint(point.figure("share"), estimate(point.field("captured")));
    }

    private static CalibrationBin calibrationBin(JsonPlace bin) {
        return new CalibrationBin(
                bin.count("leads"), bin.figure("predicted"), estimate(bin.field("observed")));
    }

    private static TimeSplit timeSplit(JsonPlace split) {
        return new TimeSplit(
                split.text("orderedBy"),
                split.count("trained"),
                split.count("tested"),
                split.figure("trainedRate"),
                split.figure("testedRate"),
                split.flag("drift"),
                metrics(split.field("metrics")),
                split.list("comparison", ProofReader::contender),
                split.list("gains", ProofReader::gainsPoint),
                split.list("calibration", ProofReader::calibrationBin));
    }

    private static CurvePoint curvePoint(JsonPlace point) {
        return new CurvePoint(
                point.count("leads"), estimate(point.field("rocAuc")), point.figure("logLoss"));
    }

    private static Driver driver(JsonPlace driver) {
        return new Driver(
                driver.text("column"),
                driver.code("side", Codes.SIDE),
                driver.figure("importance"),
                driver.figure("share"),
                driver.text("summary"),
                driver.list("effect", ProofReader::effectPoint));
    }

    private static EffectPoint effectPoint(JsonPlace point) {
        return new EffectPoint(
                point.text("label"),
                point.count("leads"),
                point.figure("contribution"),
                point.figure("low"),
                point.figure("high"),
                point.figure("convertedRate"));
    }

    private static Leak leak(JsonPlace leak) {
        return new Leak(
                leak.text("column"),
                leak.code("certainty", Codes.CERTAINTY),
                leak.flag("excluded"),
                leak.flag("kept"),
                leak.texts("evidence"),
                leak.figure("with"),
                leak.figure("without"));
    }

    private static ColumnDecision column(JsonPlace column) {
        return new ColumnDecision(
                column.text("name"),
                column.text("kind"),
                column.flag("used"),
                column.text("reason"),
                column.optional("side").map(side -> side.code(Codes.SIDE)),
                column.figure("missing"),
                column.count("distinct"));
    }

    private static ModelCard model(JsonPlace model) {
        return new ModelCard(
                model.text("id"),
                model.count("trainedOn"),
                model.wholeNumber("seed", Long.MIN_VALUE, Long.MAX_VALUE),
                model.count("folds"),
                model.list("facts", fact -> new Fact(fact.text("name"), fact.text("value"))));
    }

    private static Estimate estimate(JsonPlace place) {
        double value = place.figure("value");
        double low = place.figure("low");
        double high = place.figure("high");
        if (!(low <= value && value <= high)) {
            throw place.damaged("is not ordered: %s <= %s <= %s".formatted(low, value, high));
        }
        return new Estimate(value, low, high);
    }
}
