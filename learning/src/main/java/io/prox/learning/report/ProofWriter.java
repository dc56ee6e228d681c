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
import java.io.StringWriter;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/// Writes the JSON of a proof, field after field in the order of the records. [ProofReader] is its
/// mirror image.
final class ProofWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator json;

    private ProofWriter(JsonGenerator json) {
        this.json = json;
    }

    static String write(Proof proof) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(new Indented(), text)) {
            new ProofWriter(json).proof(proof);
        }
        return text.append('\n').toString();
    }

    private void proof(Proof proof) {
        json.writeStartObject();
        json.writeNumberProperty("version", ProofJson.VERSION);
        json.writeStringProperty("verdict", proof.verdict().code());
        json.writeStringProperty("headline", proof.headline());
        sentences("cautions", proof.cautions());
        object("data", () -> data(proof.data()));
        object("metrics", () -> metrics(proof.metrics()));
        objects("comparison", proof.comparison(), this::contender);
        objects("gains", proof.gains(), this::gainsPoint);
        objects("calibration", proof.calibration(), this::calibrationBin);
        if (proof.timeSplit().isPresent()) {
            object("timeSplit", () -> timeSplit(proof.timeSplit().get()));
        } else {
            json.writeNullProperty("timeSplit");
        }
        json.writeStringProperty("leading", Codes.LEADING.code(proof.leading()));
        objects("learningCurve", proof.learningCurve(), this::curvePoint);
        objects("drivers", proof.drivers(), this::driver);
        objects("leaks", proof.leaks(), this::leak);
        objects("columns", proof.columns(), this::column);
        sentences("notes", proof.notes());
        sentences("method", proof.method());
        object("model", () -> model(proof.model()));
        json.writeEndObject();
    }

    private void data(Data data) {
        json.writeStringProperty("file", data.file());
        json.writeStringProperty("target", data.target());
        sentences("positive", data.positive());
        json.writeNumberProperty("rows", data.rows());
        json.writeNumberProperty("used", data.used());
        json.writeNumberProperty("converted", data.converted());
        json.writeNumberProperty("open", data.open());
        json.writeBooleanProperty("sampled", data.sampled());
    }

    private void metrics(Metrics metrics) {
        estimate("rocAuc", metrics.rocAuc());
        estimate("prAuc", metrics.prAuc());
        estimate("logLoss", metrics.logLoss());
        estimate("brier", metrics.brier());
        estimate("calibrationError", metrics.calibrationError());
        objects("top", metrics.top(), this::top);
    }

    private void top(Top top) {
        figure("share", top.share());
        estimate("lift", top.lift());
        estimate("captured", top.captured());
    }

    private void contender(Contender contender) {
        json.writeStringProperty("name", contender.name());
        object("metrics", () -> metrics(contender.metrics()));
    }

    private void gainsPoint(GainsPoint point) {
        figure("share", point.share());
        estimate("captured", point.captured());
    }

    private void calibrationBin(CalibrationBin bin) {
        json.writeNumberProperty("leads", bin.leads());
        figure("predicted", bin.predicted());
        estimate("observed", bin.observed());
    }

    private void timeSplit(TimeSplit split) {
        json.writeStringProperty("orderedBy", split.orderedBy());
        json.writeNumberProperty("trained", split.trained());
        json.writeNumberProperty("tested", split.tested());
        figure("trainedRate", split.trainedRate());
        figure("testedRate", split.testedRate());
        json.writeBooleanProperty("drift", split.drift());
        object("metrics", () -> metrics(split.metrics()));
        objects("comparison", split.comparison(), this::contender);
        objects("gains", split.gains(), this::gainsPoint);
        objects("calibration", split.calibration(), this::calibrationBin);
    }

    private void curvePoint(CurvePoint point) {
        json.writeNumberProperty("leads", point.leads());
        estimate("rocAuc", point.rocAuc());
        figure("logLoss", point.logLoss());
    }

    private void driver(Driver driver) {
        json.writeStringProperty("column", driver.column());
        json.writeStringProperty("side", driver.side().words());
        figure("importance", driver.importance());
        figure("share", driver.share());
        json.writeStringProperty("summary", driver.summary());
        objects("effect", driver.effect(), this::effectPoint);
    }

    private void effectPoint(EffectPoint point) {
        json.writeStringProperty("label", point.label());
        json.writeNumberProperty("leads", point.leads());
        figure("contribution", point.contribution());
        figure("low", point.low());
        figure("high", point.high());
        figure("convertedRate", point.convertedRate());
    }

    private void leak(Leak leak) {
        json.writeStringProperty("column", leak.column());
        json.writeStringProperty("certainty", Codes.CERTAINTY.code(leak.certainty()));
        json.writeBooleanProperty("excluded", leak.excluded());
        json.writeBooleanProperty("kept", leak.kept());
        sentences("evidence", leak.evidence());
        figure("with", leak.with());
        figure("without", leak.without());
    }

    private void column(ColumnDecision column) {
        json.writeStringProperty("name", column.name());
        json.writeStringProperty("kind", column.kind());
        json.writeBooleanProperty("used", column.used());
        json.writeStringProperty("reason", column.reason());
        if (column.side().isPresent()) {
            json.writeStringProperty("side", column.side().get().words());
        } else {
            json.writeNullProperty("side");
        }
        figure("missing", column.missing());
        json.writeNumberProperty("distinct", column.distinct());
    }

    private void model(ModelCard model) {
        json.writeStringProperty("id", model.id());
        json.writeNumberProperty("trainedOn", model.trainedOn());
        json.writeNumberProperty("seed", model.seed());
        json.writeNumberProperty("folds", model.folds());
        objects("facts", model.facts(), this::fact);
    }

    private void fact(Fact fact) {
        json.writeStringProperty("name", fact.name());
        json.writeStringProperty("value", fact.value());
    }

    private void estimate(String name, Estimate estimate) {
        object(
                name,
                () -> {
                    figure("value", estimate.value());
                    figure("low", estimate.low());
                    figure("high", estimate.high());
                });
    }

    private void figure(String name, double value) {
        json.writeName(name);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "Proof has no finite figure at #%s: %s"
                            .formatted(json.streamWriteContext().pathAsPointer(), value));
        }
        json.writeNumber(value);
    }

    private void sentences(String name, List<String> sentences) {
        json.writeArrayPropertyStart(name);
        sentences.forEach(json::writeString);
        json.writeEndArray();
    }

    private void object(String name, Runnable fields) {
        json.writeObjectPropertyStart(name);
        fields.run();
        json.writeEndObject();
    }

    private <T> void objects(String name, List<T> items, Consumer<T> fields) {
        json.writeArrayPropertyStart(name);
        for (T item : items) {
            json.writeStartObject();
            fields.accept(item);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /// Two blanks a level and a line feed on every platform, so that the same proof gives the same
    /// bytes.
    private static final class Indented extends ObjectWriteContext.Base {
        private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

        @Override
        public PrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT);
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    }
}
