package io.prox.learning.report;

import io.prox.learning.Estimate;
import io.prox.learning.Proof.CalibrationBin;
import io.prox.learning.Proof.GainsPoint;
import io.prox.learning.Proof.Metrics;
import io.prox.learning.Proof.Top;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/// Leads with a stated probability and an outcome drawn from it, and the figures that a proof would
/// show of them: consistent with each other, which figures made up one by one are not. Intervals
/// are the usual normal approximations; good enough to draw.
final class InventedLeads {
    private record Lead(double stated, boolean converted) {}

    /// By falling stated probability.
    private final List<Lead> leads;

    private final int buyers;

    private InventedLeads(List<Lead> leads) {
        this.leads =
                leads.stream().sorted(Comparator.comparingDouble(Lead::stated).reversed()).toList();
        this.buyers = (int) leads.stream().filter(Lead::converted).count();
    }

    /// @param middle mean of the log-odds
    /// @param spread standard deviation of the log-odds; 0.01 is no signal at all
    /// @param boldness what the model multiplies the spread by; 1 is calibrated
    static InventedLeads draw(long seed, int count, double middle, double spread, double boldness) {
        Random random = new Random(seed);
        List<Lead> leads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double deviation = random.nextGaussian() * spread;
            boolean converted = random.nextDouble() < probability(middle + deviation);
            leads.add(new Lead(probability(middle + deviation * boldness), converted));
        }
        return new InventedLeads(leads);
    }

    int count() {
        return leads.size();
    }

    int buyers() {
        return buyers;
    }

    double rate() {
        return (double) buyers / leads.size();
    }

    Metrics metrics() {
        return new Metrics(
                rocAuc(),
                prAuc(),
                mean(lead -> -Math.log(lead.converted() ? lead.stated() : 1 - lead.stated())),
                mean(lead -> Math.pow(lead.stated() - (lead.converted() ? 1 : 0), 2)),
                calibrationError(),
                DoubleStream.of(0.01, 0.05, 0.1, 0.2).mapToObj(this::top).toList());
    }

    List<GainsPoint> gains() {
        List<GainsPoint> gains = new ArrayList<>();
        for (int percent = 0; percent <= 100; percent += 2) {
            gains.add(new GainsPoint(percent / 100.0, captured(percent / 100.0)));
        }
        return gains;
    }

    List<CalibrationBin> calibration() {
        List<CalibrationBin> bins = new ArrayList<>();
        for (int bin = 9; bin >= 0; bin--) {
            List<Lead> members =
                    leads.subList(leads.size() * bin / 10, leads.size() * (bin + 1) / 10);
            double predicted = members.stream().mapToDouble(Lead::stated).average().orElseThrow();
            double observed =
                    (double) members.stream().filter(Lead::converted).count() / members.size();
            bins.add(
                    new CalibrationBin(
                            members.size(), predicted, proportion(observed, members.size())));
        }
        return bins;
    }

    private Top top(double share) {
        Estimate captured = captured(share);
        return new Top(
                share,
                new Estimate(
                        captured.value() / share, captured.low() / share, captured.high() / share),
                captured);
    }

    private Estimate captured(double share) {
        int called = (int) Math.round(share * leads.size());
        long reached = leads.stream().limit(called).filter(Lead::converted).count();
        return proportion((double) reached / buyers, buyers);
    }

    private Estimate rocAuc() {
        long pairs = 0;
        long others = 0;
        for (Lead lead : leads.reversed()) {
            if (lead.converted()) {
                pairs += others;
            } else {
                others++;
            }
        }
        double value = (double) pairs / ((double) buyers * others);
        // Hanley and McNeil, 1982
        double error =
                Math.sqrt(
                        (value * (1 - value)
                                        + (buyers - 1) * (value / (2 - value) - value * value)
                                        + (others - 1)
                                                * (2 * value * value / (1 + value) - value * value))
                                / ((double) buyers * others));
        return bounded(value, 1.96 * error, 1);
    }

    private Estimate prAuc() {
        double sum = 0;
        int reached = 0;
        for (int i = 0; i < leads.size(); i++) {
            if (leads.get(i).converted()) {
                reached++;
                sum += (double) reached / (i + 1);
            }
        }
        return bounded(sum / buyers, 0.9 / Math.sqrt(buyers), 1);
    }

    private Estimate calibrationError() {
        double error =
                calibration().stream()
                        .mapToDouble(bin -> Math.abs(bin.predicted() - bin.observed().value()))
                        .average()
                        .orElseThrow();
        return bounded(error, 0.4 / Math.sqrt(leads.size()), 1);
    }

    private Estimate mean(ToDoubleFunction<Lead> loss) {
        double[] losses = leads.stream().mapToDouble(loss).toArray();
        double mean = Arrays.stream(losses).average().orElseThrow();
        double variance =
                Arrays.stream(losses).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
        return bounded(mean, 1.96 * Math.sqrt(variance / losses.length), Double.MAX_VALUE);
    }

    private static Estimate proportion(double value, int of) {
        return bounded(value, 1.96 * Math.sqrt(value * (1 - value) / of), 1);
    }

    private static Estimate bounded(double value, double half, double most) {
        return new Estimate(value, Math.max(0, value - half), Math.min(most, value + half));
    }

    private static double probability(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }
}
