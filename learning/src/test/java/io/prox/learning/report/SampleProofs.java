package io.prox.learning.report;

import static io.prox.learning.Side.ENGAGEMENT;
import static io.prox.learning.Side.FIT;

import io.prox.learning.Estimate;
import io.prox.learning.Proof;
import io.prox.learning.Proof.Certainty;
import io.prox.learning.Proof.ColumnDecision;
import io.prox.learning.Proof.Contender;
import io.prox.learning.Proof.CurvePoint;
import io.prox.learning.Proof.Data;
import io.prox.learning.Proof.Driver;
import io.prox.learning.Proof.EffectPoint;
import io.prox.learning.Proof.Fact;
import io.prox.learning.Proof.Leading;
import io.prox.learning.Proof.Leak;
import io.prox.learning.Proof.ModelCard;
import io.prox.learning.Proof.TimeSplit;
import io.prox.learning.Side;
import io.prox.learning.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Proofs as they come out of an evaluation, from the everyday to the ugly. Drawn once: tens of
/// thousands of leads stand behind the figures.
final class SampleProofs {
    private static final List<String> METHOD =
            List.of(
                    "5 stratified folds with seed 0: each lead was predicted by a model that had"
                            + " not seen it.",
                    "The search for columns that know the outcome, the choice of settings and the"
                            + " calibration were repeated inside each fold.",
                    "Intervals: 95 of 100 repetitions, from 1,000 draws of leads with"
                            + " replacement.");

    /// An online school's leads: clean figures, one suspicious column, a time split that agrees.
    static final Proof USEFUL = useful();

    /// A list that does not say who will convert.
    static final Proof NONE = none();

    /// Telephone leads of a bank: strong on a shuffled list, weaker on later leads.
    static final Proof STRONG_WITH_LEAKS_AND_DRIFT = strongWithLeaksAndDrift();

    /// Just enough rows to say anything; wide intervals, no learning curve.
    static final Proof TINY = tiny();

    /// What strangers put into column names, levels and file names.
    static final Proof HOSTILE = hostile();

    /// 200 columns, most of them left out.
    static final Proof WIDE = wide();

    /// Every list empty that may be empty.
    static final Proof BARE = bare();

    private static final List<Proof> ALL =
            List.of(USEFUL, NONE, STRONG_WITH_LEAKS_AND_DRIFT, TINY, HOSTILE, WIDE, BARE);

    private SampleProofs() {}

    static List<Proof> all() {
        return ALL;
    }

    private static Proof useful() {
        InventedLeads leads = InventedLeads.draw(1, 9240, -0.75, 2.2, 1.05);
        InventedLeads simple = InventedLeads.draw(2, 9240, -0.7, 2.0, 1.1);
        InventedLeads single = InventedLeads.draw(3, 9240, -0.6, 1.2, 1);
        InventedLeads late = InventedLeads.draw(4, 2310, -0.72, 2.25, 1);
        InventedLeads lateSimple = InventedLeads.draw(5, 2310, -0.72, 2.0, 1.2);
        return new Proof(
                Verdict.USEFUL,
                headline(leads),
                List.of(
                        "Lead Quality may have been filled in after the outcome was known (seen in"
                                + " its name and in a cliff of quality without it). It is kept:"
                                + " look at"
                                + " it before you trust the figures."),
                data("xeducation.csv", "Converted", "1", leads, 0),
                leads.metrics(),
                contenders(leads, simple, single, "Lead Source"),
                leads.gains(),
                leads.calibration(),
                Optional.of(
                        new TimeSplit(
                                "Lead Number",
                                6930,
                                late.count(),
                                0.381,
                                late.rate(),
                                false,
                                late.metrics(),
                                contenders(late, lateSimple, lateSimple, "Lead Source"),
                                late.gains(),
                                late.calibration())),
                Leading.CROSS_VALIDATION,
                List.of(
                        new CurvePoint(924, new Estimate(0.842, 0.829, 0.855), 0.489),
                        new CurvePoint(1848, new Estimate(0.858, 0.849, 0.867), 0.461),
                        new CurvePoint(3696, new Estimate(0.869, 0.862, 0.877), 0.441),
                        new CurvePoint(7392, new Estimate(0.876, 0.869, 0.883), 0.428)),
                schoolDrivers(),
                List.of(
                        new Leak(
                                "Tags",
                                Certainty.CERTAIN,
                                true,
                                false,
                                List.of(
                                        "Alone it ranks with a ROC-AUC of 0.94, no honest column"
                                                + " comes near.",
                                        "17 of its 27 values occur with one outcome only.",
                                        "Values such as Will revert after reading the email name a"
                                                + " step of the sale."),
                                0.981,
                                0.917),
                        new Leak(
                                "Last Notable Activity",
                                Certainty.CERTAIN,
                                true,
                                false,
                                List.of("Without it the quality falls off a cliff."),
                                0.917,
                                0.879),
                        new Leak(
                                "Lead Quality",
                                Certainty.SUSPECT,
                                false,
                                false,
                                List.of("Its name says that somebody judged the lead."),
                                0.885,
                                0.879)),
                schoolColumns(),
                List.of(
                        "Read as CSV with commas, UTF-8, 9,240 rows and 37 columns.",
                        "Select was read as missing in 4 columns.",
                        "5 columns hold one value only and were left out."),
                METHOD,
                card(leads));
    }

    private static Proof none() {
        InventedLeads leads = InventedLeads.draw(11, 6711, 0.54, 0.06, 1);
        InventedLeads simple = InventedLeads.draw(12, 6711, 0.54, 0.07, 1);
        InventedLeads single = InventedLeads.draw(13, 6711, 0.54, 0.03, 1);
        return new Proof(
                Verdict.NONE,
                "These columns do not say who will convert: the order they give is no better than"
                        + " chance.",
                List.of(
                        "close_value and close_date know the outcome and were left out; without"
                                + " them nothing is left that ranks."),
                new Data(
                        "sales_pipeline.csv",
                        "deal_stage",
                        List.of("Won"),
                        8800,
                        leads.count(),
                        leads.buyers(),
                        2089,
                        false),
                leads.metrics(),
                contenders(leads, simple, single, "product"),
                leads.gains(),
                leads.calibration(),
                Optional.empty(),
                Leading.CROSS_VALIDATION,
                List.of(
                        new CurvePoint(671, new Estimate(0.502, 0.474, 0.53), 0.67),
                        new CurvePoint(1342, new Estimate(0.508, 0.488, 0.528), 0.665),
                        new CurvePoint(5369, new Estimate(0.511, 0.497, 0.525), 0.661)),
                List.of(
                        new Driver(
                                "product",
                                FIT,
                                0.021,
                                0.61,
                                "Leads with product GTX Pro convert a little more often.",
                                List.of(
                                        point("GTX Basic", 1436, 0.01, 0.64),
                                        point("GTX Pro", 1151, 0.04, 0.66),
                                        point("MG Special", 1223, 0.02, 0.65),
                                        point("GTK 500", 25, -0.03, 0.6))),
                        new Driver(
                                "sales_agent", FIT, 0.013, 0.39, "Hardly any effect.", List.of())),
                List.of(
                        new Leak(
                                "close_value",
                                Certainty.CERTAIN,
                                true,
                                false,
                                List.of(
                                        "It is 0 for every lead that did not convert and above 0"
                                                + " for all that did."),
                                1.0,
                                0.541),
                        new Leak(
                                "close_date",
                                Certainty.CERTAIN,
                                true,
                                false,
                                List.of("Its name says when the deal ended."),
                                0.541,
                                0.511)),
                List.of(
                        left("opportunity_id", "identifier", "names one row each", 0, 8800),
                        used("sales_agent", "category", FIT, 0, 30),
                        used("product", "category", FIT, 0, 7),
                        used("account", "many-valued category", FIT, 0.162, 85),
                        used("engage_date", "date", ENGAGEMENT, 0.057, 421),
                        left("close_date", "date", "knows the outcome", 0.237, 306),
                        left("close_value", "number", "knows the outcome", 0.237, 2051),
                        left("deal_stage", "category", "is the outcome", 0, 4)),
                List.of("2,089 deals are in progress and were left out."),
                METHOD,
                card(leads));
    }

    private static Proof strongWithLeaksAndDrift() {
        InventedLeads leads = InventedLeads.draw(21, 41188, -3.6, 2.9, 1);
        InventedLeads simple = InventedLeads.draw(22, 41188, -3.4, 2.5, 1);
        InventedLeads single = InventedLeads.draw(23, 41188, -2.9, 1.6, 1);
        InventedLeads late = InventedLeads.draw(24, 10297, -1.8, 2.1, 1.5);
        InventedLeads lateSimple = InventedLeads.draw(25, 10297, -1.8, 1.8, 1.5);
        return new Proof(
                Verdict.STRONG,
                headline(late),
                List.of(
                        "The later leads are predicted worse than the earlier ones (ROC-AUC 0.86"
                                + " against 0.92): something changed over time. The figures on this"
                                + " page are those of the later leads.",
                        "duration knows the outcome and was left out.",
                        "campaign may know the outcome. It is kept because you asked for it."),
                data("bank-additional-full.csv.gz", "y", "yes", leads, 0),
                leads.metrics(),
                contenders(leads, simple, single, "nr.employed"),
                leads.gains(),
                leads.calibration(),
                Optional.of(
                        new TimeSplit(
                                "row order",
                                30891,
                                late.count(),
                                0.046,
                                late.rate(),
                                true,
                                late.metrics(),
                                contenders(late, lateSimple, lateSimple, "euribor3m"),
                                late.gains(),
                                late.calibration())),
                Leading.TIME_SPLIT,
                List.of(
                        new CurvePoint(4118, new Estimate(0.812, 0.801, 0.823), 0.251),
                        new CurvePoint(16475, new Estimate(0.829, 0.822, 0.836), 0.243),
                        new CurvePoint(32950, new Estimate(0.833, 0.827, 0.839), 0.241)),
                List.of(
                        new Driver(
                                "nr.employed",
                                FIT,
                                0.81,
                                0.46,
                                "Leads with a low nr.employed convert more often.",
                                List.of(
                                        point("4,963 to 5,017", 1663, 1.9, 0.58),
                                        point("5,017 to 5,099", 9140, 0.9, 0.23),
                                        point("5,099 to 5,191", 8534, -0.1, 0.09),
                                        point("5,191 to 5,228", 21851, -0.7, 0.05))),
                        new Driver(
                                "poutcome",
                                ENGAGEMENT,
                                0.3,
                                0.17,
                                "Leads with poutcome success convert more often.",
                                List.of(
                                        point("nonexistent", 35563, -0.12, 0.09),
                                        point("failure", 4252, -0.2, 0.14),
                                        point("success", 1373, 1.7, 0.65))),
                        new Driver(
                                "month", FIT, 0.29, 0.16, "It depends on the month.", List.of())),
                List.of(
                        new Leak(
                                "duration",
                                Certainty.CERTAIN,
                                true,
                                false,
                                List.of(
                                        "The length of the call is known only after the call.",
                                        "Where it is 0, nobody converted."),
                                0.953,
                                0.829),
                        new Leak(
                                "campaign",
                                Certainty.SUSPECT,
                                false,
                                true,
                                List.of("It counts calls, the last of which decides."),
                                0.831,
                                0.829)),
                List.of(
                        used("nr.employed", "number", FIT, 0, 11),
                        used("poutcome", "category", ENGAGEMENT, 0, 3),
                        used("month", "category", FIT, 0, 10),
                        used("campaign", "number", ENGAGEMENT, 0, 42),
                        left("duration", "number", "knows the outcome", 0, 1544),
                        left("y", "boolean", "is the outcome", 0, 2)),
                List.of("Read as CSV with semicolons."),
                METHOD,
                card(leads));
    }

    private static Proof tiny() {
        InventedLeads leads = InventedLeads.draw(31, 140, -1.2, 1.3, 1.3);
        InventedLeads simple = InventedLeads.draw(32, 140, -1.2, 1.0, 1.3);
        return new Proof(
                Verdict.WEAK,
                headline(leads),
                List.of(
                        "Only "
                                + leads.buyers()
                                + " leads converted: the figures may be far off. With 100"
                                + " conversions they settle."),
                new Data(
                        "leads.xlsx",
                        "Won?",
                        List.of("ja", "yes"),
                        171,
                        140,
                        leads.buyers(),
                        31,
                        false),
                leads.metrics(),
                contenders(leads, simple, simple, "Employees"),
                leads.gains(),
                leads.calibration(),
                Optional.empty(),
                Leading.CROSS_VALIDATION,
                List.of(),
                List.of(
                        new Driver(
                                "Employees",
                                FIT,
                                0.4,
                                1,
                                "Leads with many Employees convert more often.",
                                List.of(
                                        point("1-9", 60, -0.5, 0.1),
                                        point("10-49", 50, 0.1, 0.25),
                                        point("50-99", 30, 0.7, 0.4)))),
                List.of(),
                List.of(
                        used("Employees", "ordered", FIT, 0.01, 3),
                        left("Won?", "boolean", "is the outcome", 0.18, 2)),
                List.of(),
                METHOD,
                card(leads));
    }

    private static Proof hostile() {
        String script = "<script>alert('x')</script>";
        String breakOut = "\"><img src=x onerror=alert(1)>' &amp; ]]> --> </style></title>";
        String rightToLeft = "\u202Eevil\u202C שם החברה المبيعات";
        String long300 = "Umsatzsteueridentifikationsnummernprüfung".repeat(8).substring(0, 300);
        String emoji = "👩‍👩‍👧‍👦🔥 リード獲得元 ✔️";
        String lines = "first\nsecond\r\n\tthird\u0000\u001B[31mred\u2028end";
        String formula = "=HYPERLINK(\"http://evil.example\",\"click\")";
        List<String> names =
                List.of(script, breakOut, rightToLeft, long300, emoji, lines, formula, "", " ");
        InventedLeads leads = InventedLeads.draw(41, 2000, -2, 1.4, 1);
        return new Proof(
                Verdict.USEFUL,
                headline(leads),
                List.of(script + " may know the outcome.", long300, lines),
                new Data(
                        breakOut + ".csv",
                        emoji,
                        List.of(script, rightToLeft),
                        2000,
                        2000,
                        leads.buyers(),
                        0,
                        true),
                leads.metrics(),
                contenders(leads, leads, leads, long300),
                leads.gains(),
                leads.calibration(),
                Optional.of(
                        new TimeSplit(
                                rightToLeft,
                                1500,
                                500,
                                0.1,
                                0.2,
                                false,
                                leads.metrics(),
                                contenders(leads, leads, leads, script),
                                leads.gains(),
                                leads.calibration())),
                Leading.CROSS_VALIDATION,
                List.of(),
                names.stream()
                        .map(
                                name ->
                                        new Driver(
                                                name,
                                                FIT,
                                                0.2,
                                                1.0 / names.size(),
                                                "Leads with " + name + " convert more often.",
                                                names.stream()
                                                        .map(label -> point(label, 222, 0.3, 0.2))
                                                        .toList()))
                        .toList(),
                names.stream()
                        .map(
                                name ->
                                        new Leak(
                                                name,
                                                Certainty.SUSPECT,
                                                true,
                                                false,
                                                List.of(name, "It knows " + name),
                                                0.9,
                                                0.8))
                        .toList(),
                names.stream().map(name -> left(name, "free text", name, 0.5, 1000)).toList(),
                names,
                names,
                new ModelCard(script, 2000, Long.MIN_VALUE, 5, List.of(new Fact(breakOut, lines))));
    }

    private static Proof wide() {
        InventedLeads leads = InventedLeads.draw(51, 1_234_567 / 40, -4.3, 1.2, 1);
        Proof useful = USEFUL;
        List<ColumnDecision> columns =
                IntStream.range(0, 200)
                        .mapToObj(
                                i ->
                                        i % 3 == 0
                                                ? used(
                                                        "attribute_" + i,
                                                        "number",
                                                        ENGAGEMENT,
                                                        i / 400.0,
                                                        i * 17)
                                                : left(
                                                        "custom_field__c_" + i,
                                                        "constant",
                                                        "holds one value only",
                                                        0,
                                                        1))
                        .toList();
        List<Driver> drivers =
                IntStream.range(0, 67).mapToObj(SampleProofs::numberedDriver).toList();
        return new Proof(
                Verdict.USEFUL,
                headline(leads),
                List.of("The file exceeds what fits into memory: a random sample was learnt from."),
                new Data(
                        "crm-export-2026.csv",
                        "is_won",
                        List.of("true"),
                        1_234_567,
                        leads.count(),
                        leads.buyers(),
                        456_789,
                        true),
                leads.metrics(),
                contenders(leads, leads, leads, "attribute_0"),
                leads.gains(),
                leads.calibration(),
                Optional.empty(),
                Leading.CROSS_VALIDATION,
                useful.learningCurve(),
                drivers,
                List.of(),
                columns,
                List.of(),
                METHOD,
                card(leads));
    }

    private static Driver numberedDriver(int number) {
        List<EffectPoint> effect = new ArrayList<>();
        for (int bin = 0; bin < 10; bin++) {
            String label = bin * 100 + " to " + (bin * 100 + 100);
            int leads = 123_456 / (bin + 1);
            effect.add(point(label, leads, (bin - 4.5) / (number + 5), 0.005 + bin * 0.002));
        }
        String column = "attribute_" + number * 3;
        return new Driver(
                column,
                number % 2 == 0 ? FIT : ENGAGEMENT,
                1.0 / (number + 1),
                0.2 / (number + 1),
                "Leads with a high %s convert more often.".formatted(column),
                effect);
    }

    private static Proof bare() {
        Proof tiny = TINY;
        return new Proof(
                Verdict.NONE,
                "These columns do not say who will convert.",
                List.of(),
                tiny.data(),
                tiny.metrics(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Leading.CROSS_VALIDATION,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new ModelCard("", 0, 0, 2, List.of()));
    }

    private static String headline(InventedLeads leads) {
        return "If you call the top 20 %%, you reach %d %% of the buyers."
                .formatted(Math.round(leads.metrics().top().getLast().captured().value() * 100));
    }

    private static Data data(
            String file, String target, String positive, InventedLeads leads, long open) {
        return new Data(
                file,
                target,
                List.of(positive),
                leads.count() + open,
                leads.count(),
                leads.buyers(),
                open,
                false);
    }

    private static List<Contender> contenders(
            InventedLeads model, InventedLeads simple, InventedLeads single, String column) {
        return List.of(
                new Contender("ProX", model.metrics()),
                new Contender("Logistic regression", simple.metrics()),
                new Contender("Best single column (" + column + ")", single.metrics()),
                new Contender(
                        "Base rate",
                        InventedLeads.draw(
                                        99,
                                        model.count(),
                                        Math.log(model.rate() / (1 - model.rate())),
                                        0.0001,
                                        1)
                                .metrics()));
    }

    private static ModelCard card(InventedLeads leads) {
        return new ModelCard(
                "3f9c0ad417be",
                leads.count(),
                0,
                5,
                List.of(
                        new Fact("Trees", "412 of at most 15 leaves, learning rate 0.04"),
                        new Fact("Blend", "80 % trees, 20 % logistic regression"),
                        new Fact("Calibration", "Platt scaling, out of fold")));
    }

    private static List<Driver> schoolDrivers() {
        return List.of(
                new Driver(
                        "Total Time Spent on Website",
                        ENGAGEMENT,
                        0.92,
                        0.34,
                        "Leads with a high Total Time Spent on Website convert more often.",
                        List.of(
                                point("0", 2193, -0.62, 0.31),
                                point("1 to 152", 1410, -0.81, 0.18),
                                point("153 to 248", 1020, -0.44, 0.24),
                                point("249 to 480", 1399, -0.1, 0.29),
                                point("481 to 936", 1084, 0.38, 0.4),
                                point("937 to 1,235", 1066, 1.24, 0.66),
                                point("1,236 to 2,272", 1068, 1.61, 0.74))),
                new Driver(
                        "What is your current occupation",
                        FIT,
                        0.55,
                        0.2,
                        "Leads with occupation Working Professional convert more often.",
                        List.of(
                                point("Unemployed", 5600, -0.08, 0.44),
                                point("missing", 2690, -0.95, 0.14),
                                point("Working Professional", 706, 2.4, 0.92),
                                point("Student", 210, -0.3, 0.37),
                                point("Other", 34, 0.2, 0.6))),
                new Driver(
                        "Lead Origin",
                        FIT,
                        0.41,
                        0.15,
                        "Leads with Lead Origin Lead Add Form convert more often.",
                        List.of(
                                point("Landing Page Submission", 4886, -0.21, 0.36),
                                point("API", 3580, -0.15, 0.31),
                                point("Lead Add Form", 718, 2.6, 0.92),
                                point("rare values", 56, 0.1, 0.3))),
                new Driver(
                        "Lead Source",
                        FIT,
                        0.28,
                        0.1,
                        "Leads with Lead Source Welingak Website convert more often.",
                        List.of(
                                point("Google", 2873, 0.05, 0.4),
                                point("Direct Traffic", 2543, -0.18, 0.32),
                                point("Olark Chat", 1755, -0.02, 0.26),
                                point("Organic Search", 1154, 0.02, 0.38),
                                point("Reference", 534, 0.9, 0.92),
                                point("Welingak Website", 142, 1.6, 0.99),
                                point("Referral Sites", 125, -0.2, 0.25),
                                point("Facebook", 55, -0.4, 0.24))),
                new Driver(
                        "TotalVisits",
                        ENGAGEMENT,
                        0.19,
                        0.07,
                        "Leads with many TotalVisits convert a little more often.",
                        List.of(
                                point("0", 2189, -0.1, 0.31),
                                point("1 to 2", 2075, -0.12, 0.33),
                                point("3", 1306, 0.03, 0.36),
                                point("4 to 5", 1903, 0.1, 0.4),
                                point("6 to 251", 1630, 0.2, 0.43),
                                point("missing", 137, 1.1, 0.77))),
                new Driver(
                        "Do Not Email",
                        FIT,
                        0.12,
                        0.04,
                        "Leads with Do Not Email Yes convert less often.",
                        List.of()));
    }

    private static List<ColumnDecision> schoolColumns() {
        List<ColumnDecision> columns = new ArrayList<>();
        columns.add(
                left(
                        "Prospect ID",
                        "identifier",
                        "names one row each: every value occurs once",
                        0,
                        9240));
        columns.add(
                left(
                        "Lead Number",
                        "identifier",
                        "rises from row to row: the order in time",
                        0,
                        9240));
        columns.add(used("Lead Origin", "category", FIT, 0, 5));
        columns.add(used("Lead Source", "category", FIT, 0.0039, 21));
        columns.add(used("Do Not Email", "boolean", FIT, 0, 2));
        columns.add(left("Converted", "boolean", "is the outcome", 0, 2));
        columns.add(used("TotalVisits", "number", ENGAGEMENT, 0.0148, 41));
        columns.add(used("Total Time Spent on Website", "number", ENGAGEMENT, 0, 1731));
        columns.add(used("Page Views Per Visit", "number", ENGAGEMENT, 0.0148, 114));
        columns.add(
                left(
                        "Last Activity",
                        "category",
                        "knows the outcome: filled in after sales contact",
                        0.011,
                        17));
        columns.add(used("Country", "category", FIT, 0.2663, 38));
        columns.add(used("What is your current occupation", "category", FIT, 0.2911, 6));
        Stream.of(
                        "Magazine",
                        "Receive More Updates About Our Courses",
                        "I agree to pay the amount through cheque")
                .forEach(
                        name ->
                                columns.add(
                                        left(name, "constant", "holds one value only: No", 0, 1)));
        columns.add(left("Tags", "category", "knows the outcome", 0.3629, 26));
        columns.add(used("Lead Quality", "ordered", FIT, 0.5159, 5));
        columns.add(left("Last Notable Activity", "category", "knows the outcome", 0, 16));
        return columns;
    }

    private static EffectPoint point(String label, int leads, double contribution, double rate) {
        double spread = 0.12 + Math.abs(contribution) / 5;
        return new EffectPoint(
                label, leads, contribution, contribution - spread, contribution + spread, rate);
    }

    private static ColumnDecision used(
            String name, String kind, Side side, double missing, int distinct) {
        String reason = "its values are of one kind: " + kind;
        return new ColumnDecision(name, kind, true, reason, Optional.of(side), missing, distinct);
    }

    private static ColumnDecision left(
            String name, String kind, String reason, double missing, int distinct) {
        return new ColumnDecision(name, kind, false, reason, Optional.empty(), missing, distinct);
    }
}
