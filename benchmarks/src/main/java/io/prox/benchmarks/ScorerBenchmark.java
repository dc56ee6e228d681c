package io.prox.benchmarks;

import io.prox.learning.trees.TreeEnsemble;
import io.prox.learning.trees.TreeShap;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// One row at a time, another row each time. Started by [ScorerBench].
@SuppressWarnings("NullAway.Init") // JMH calls `load` before anything else.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ScorerBenchmark {
    /// File with LightGBM's model text.
    @Param("")
    public String model = "";

    private TreeEnsemble ensemble;
    private TreeShap shap;
    private ScorerPeer peer;
    private double[][] rows;
    private double[] contributions;
    private int next;

    @Setup
    public void load() {
        String text = ScorerModel.load(Path.of(model));
        ensemble = TreeEnsemble.parse(text);
        shap = new TreeShap(ensemble);
        peer = new ScorerPeer(text, ScorerModel.COLUMNS);
        rows = ScorerModel.rowsToScore();
        contributions = new double[ScorerModel.COLUMNS + 1];
    }

    @TearDown
    public void close() {
        peer.close();
    }

    @Benchmark
    public double score() {
        return ensemble.raw(row());
    }

    @Benchmark
    public double scoreNative() {
        return peer.raw(row());
    }

    @Benchmark
    public double[] reasons() {
        shap.contributions(row(), contributions);
        return contributions;
    }

    @Benchmark
    public double[] reasonsNative() {
        peer.contributions(row(), contributions);
        return contributions;
    }

    private double[] row() {
        next = (next + 1) & (ScorerModel.ROWS - 1);
        return rows[next];
    }
}
