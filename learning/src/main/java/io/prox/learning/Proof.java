package io.prox.learning;

import java.util.List;
import java.util.Optional;

/// How well scoring works on one list of leads, measured on leads that the model had not seen. The
/// whole content of the report and of its JSON form.
///
/// @param verdict the answer
/// @param headline the verdict in one sentence a sales person understands: `If you call the top 20
///   %, you reach 64 % of the buyers.`
/// @param cautions what a reader must know before trusting the figures (drift, suspicious columns,
///   few outcomes), most important first; often empty
/// @param data what was read
/// @param metrics over all folds of the cross-validation, each lead predicted by a model that had
///   not seen it
/// @param comparison simpler ways of ranking, measured in the same folds; first the model itself
/// @param gains of the cross-validation, from the highest probability down
/// @param calibration of the cross-validation, ten bins of equal size, by rising probability
/// @param timeSplit the second measurement, where the data has an order in time
/// @param leading which of the two measurements the verdict and the headline speak of: the lower
/// @param learningCurve quality by number of leads learnt from; rising order of rows
/// @param drivers columns by falling importance
/// @param leaks columns that know, or may know, the outcome
/// @param columns every column of the file, in its order, with what was done with it
/// @param notes how the file was read, and what was left out, one sentence each
/// @param method how it was measured, one sentence each
/// @param model the model card of the model that was trained on all rows
public record Proof(
        Verdict verdict,
        String headline,
        List<String> cautions,
        Data data,
        Metrics metrics,
        List<Contender> comparison,
        List<GainsPoint> gains,
        List<CalibrationBin> calibration,
        Optional<TimeSplit> timeSplit,
        Leading leading,
        List<CurvePoint> learningCurve,
        List<Driver> drivers,
        List<Leak> leaks,
        List<ColumnDecision> columns,
        List<String> notes,
        List<String> method,
        ModelCard model) {

    public Proof {
        cautions = List.copyOf(cautions);
        comparison = List.copyOf(comparison);
        gains = List.copyOf(gains);
        calibration = List.copyOf(calibration);
        learningCurve = List.copyOf(learningCurve);
        drivers = List.copyOf(drivers);
        leaks = List.copyOf(leaks);
        columns = List.copyOf(columns);
        notes = List.copyOf(notes);
        method = List.copyOf(method);
    }

    /// The same proof with another model card.
    Proof withModel(ModelCard card) {
        return new Proof(
                verdict,
                headline,
                cautions,
                data,
                metrics,
                comparison,
                gains,
                calibration,
                timeSplit,
                leading,
                learningCurve,
                drivers,
                leaks,
                columns,
                notes,
                method,
                card);
    }

    /// What was read.
    ///
    /// @param file the file's name without its folder
    /// @param target the outcome's column
    /// @param positive the values that count as converted, as written in the file
    /// @param rows data rows in the file
    /// @param used rows with an outcome, which were learnt from and tested on
    /// @param converted rows among `used` with a positive outcome
    /// @param open rows without an outcome, left out
    /// @param sampled whether `used` is a random sample of the rows with an outcome, because the
    ///   file exceeds the bound
    public record Data(
            String file,
            String target,
            List<String> positive,
            long rows,
            int used,
            int converted,
            long open,
            boolean sampled) {
        public Data {
            positive = List.copyOf(positive);
        }

        /// Share of leads that converted, in [0, 1].
        public double baseRate() {
            return (double) converted / used;
        }
    }

    /// Which measurement leads.
    public enum Leading {
        CROSS_VALIDATION,
        TIME_SPLIT
    }

    /// The usual figures of a probabilistic classifier.
    ///
    /// @param rocAuc chance that a random buyer is ranked above a random other, in [0, 1]; 0.5 is
    ///   chance
    /// @param prAuc average precision, in [0, 1]; the base rate is chance
    /// @param logLoss mean negative log-likelihood, natural logarithm; lower is better
    /// @param brier mean squared error of the probability; lower is better
    /// @param calibrationError mean distance of predicted and observed rate over ten bins of equal
    ///   size; lower is better
    /// @param top at the shares 1, 5, 10 and 20 %, in this order
    public record Metrics(
            Estimate rocAuc,
            Estimate prAuc,
            Estimate logLoss,
            Estimate brier,
            Estimate calibrationError,
            List<Top> top) {
        public Metrics {
            top = List.copyOf(top);
        }
    }

    /// What calling the best leads first brings.
    ///
    /// @param share of all leads called, in (0, 1]
    /// @param lift conversions among them by what as many random leads would give
    /// @param captured share of all conversions that is among them, in [0, 1]
    public record Top(double share, Estimate lift, Estimate captured) {}

    /// A way of ranking, measured in the same folds.
    ///
    /// @param name `ProX`, `Logistic regression`, `Best single column (Lead Source)`, `Base rate`
    public record Contender(String name, Metrics metrics) {}

    /// One point of the gains curve.
    ///
    /// @param share of leads called, best first, in [0, 1]
    /// @param captured share of conversions among them
    public record GainsPoint(double share, Estimate captured) {}

    /// Leads of similar probability.
    ///
    /// @param leads how many
    /// @param predicted mean probability
    /// @param observed share that converted
    public record CalibrationBin(int leads, double predicted, Estimate observed) {}

    /// Trained on the earlier leads, tested on the later ones.
    ///
    /// @param orderedBy the column that gives the order, or `row order`
    /// @param trained leads in the earlier part
    /// @param tested leads in the later part
    /// @param drift whether the later part is predicted worse than chance of the draw explains
    /// @param comparison as in the cross-validation; first the model itself
    public record TimeSplit(
            String orderedBy,
            int trained,
            int tested,
            double trainedRate,
            double testedRate,
            boolean drift,
            Metrics metrics,
            List<Contender> comparison,
            List<GainsPoint> gains,
            List<CalibrationBin> calibration) {
        public TimeSplit {
            comparison = List.copyOf(comparison);
            gains = List.copyOf(gains);
            calibration = List.copyOf(calibration);
        }
    }

    /// Quality reached with fewer leads.
    ///
    /// @param leads learnt from
    public record CurvePoint(int leads, Estimate rocAuc, double logLoss) {}

    /// A column and what it does to scores.
    ///
    /// @param column name in the customer's file
    /// @param importance mean absolute contribution in log-odds, at least 0
    /// @param share of the sum of all importances, in [0, 1]
    /// @param summary one sentence: `Leads with a high Total Time Spent on Website convert more
    ///   often.`
    /// @param effect the column's contribution by its value; at least 2 points for a plot, else
    ///   empty
    public record Driver(
            String column,
            Side side,
            double importance,
            double share,
            String summary,
            List<EffectPoint> effect) {
        public Driver {
            effect = List.copyOf(effect);
        }
    }

    /// Leads with one value, or a range of values, of a column.
    ///
    /// @param label the value or range in words: `Google`, `248 to 600`, `missing`
    /// @param leads how many
    /// @param contribution mean in log-odds against the base value; above 0 raises
    /// @param low 5 % quantile of the contributions
    /// @param high 95 % quantile of the contributions
    /// @param convertedRate share of these leads that converted
    public record EffectPoint(
            String label,
            int leads,
            double contribution,
            double low,
            double high,
            double convertedRate) {}

    /// How sure the sentinel is.
    public enum Certainty {
        CERTAIN,
        SUSPECT
    }

    /// A column that knows, or may know, the outcome.
    ///
    /// @param excluded whether the model does without it
    /// @param kept whether a person asked to keep it although it would be excluded
    /// @param evidence one sentence each
    /// @param with ROC-AUC with it (and with those found after it), cross-validated
    /// @param without ROC-AUC without it
    public record Leak(
            String column,
            Certainty certainty,
            boolean excluded,
            boolean kept,
            List<String> evidence,
            double with,
            double without) {
        public Leak {
            evidence = List.copyOf(evidence);
        }
    }

    /// What was done with a column.
    ///
    /// @param kind in words
    /// @param used whether the model uses it
    /// @param reason why it has this kind, and why it is not used where it is not
    /// @param side empty where the column is not used
    /// @param missing share of rows without a value, in [0, 1]
    /// @param distinct different values; 0 where not counted
    public record ColumnDecision(
            String name,
            String kind,
            boolean used,
            String reason,
            Optional<Side> side,
            double missing,
            int distinct) {}

    /// What the trained model is made of.
    ///
    /// @param id the first 12 hexadecimal digits of the SHA-256 of all in the model file that
    ///   scores depend on: everything but the proof, which holds the id itself
    /// @param trainedOn leads
    /// @param seed of all randomness
    /// @param folds of the cross-validation
    /// @param facts name and value pairs in words: number of trees, weight of each part,
    ///   calibration method, settings
    public record ModelCard(String id, int trainedOn, long seed, int folds, List<Fact> facts) {
        public ModelCard {
            facts = List.copyOf(facts);
        }
    }

    /// A named value in words.
    public record Fact(String name, String value) {}
}
