package io.prox.benchmarks;

import io.prox.benchmarks.invented.ExpectedRanking;
import io.prox.benchmarks.running.HomeFolder;
import io.prox.benchmarks.running.Settled;
import io.prox.benchmarks.running.Until;
import io.prox.benchmarks.running.Visitor;
import io.prox.simulators.company.Company;
import io.prox.simulators.company.CompanySettings;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The demo, from its command to a model that counts, and what that model says of the newest leads
/// beside their true probabilities, which are kept aside.
///
/// The newest leads are in no training: a lead is learnt from when its 90 days are over.
final class DemoCheck {
    private static final double MOST_SHORT = 0.02;
    private static final double MOST_CALIBRATION_ERROR = 0.03;
    private static final double MOST_SECONDS_TO_SCORES = 90;
    private static final double MOST_SECONDS_TO_PROOF = 300;
    private static final int LEAST_LEADS = 500;
    private static final String STAGE = "Stage";
    private static final int DAYS = 30;
    private static final int BINS = 10;
    private static final int AT_ONCE = 100;
    private static final long SEED = 1;
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final HomeFolder home;
    private final Visitor visitor;
    private final Goals goals;
    private final PrintStream out;

    private DemoCheck(HomeFolder home, Visitor visitor, Goals goals, PrintStream out) {
        this.home = home;
        this.visitor = visitor;
        this.goals = goals;
        this.out = out;
    }

    static void run(Check.Options options, Goals goals, PrintStream out) throws Exception {
        int days = options.numbers("--days", List.of(DAYS)).getFirst();
        build(ProjectRoot.find());
        long start = System.nanoTime();
        try (HomeFolder home = HomeFolder.startDemo(ProjectRoot.find())) {
            var visitor = Visitor.first(home.process().address(), home.process().link());
            var check = new DemoCheck(home, visitor, goals, out);
            check.time(start);
            check.judgeColumns();
            check.judgeTeam();
            check.compare(days);
            check.goOn();
        }
    }

    /// The build, and what it prepares for fast starts, is not measured.
    private static void build(Path project) throws IOException, InterruptedException {
        int code =
                new ProcessBuilder(project.resolve("prox").toString(), "demo", "--help")
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.DISCARD)
                        .start()
                        .waitFor();
        if (code != 0) {
            throw new IllegalStateException("prox demo --help ended with " + code);
        }
    }

    private void time(long start) throws InterruptedException {
        Until.holds("leads are ranked by a model", PATIENCE, () -> champion().isPresent());
        goal(MOST_SECONDS_TO_SCORES, "seconds to scored leads", secondsSince(start));
        Until.holds(
                "the full proof counts",
                PATIENCE,
                () -> champion().filter(model -> !model.get("quick").asBoolean()).isPresent());
        goal(MOST_SECONDS_TO_PROOF, "seconds to the full proof", secondsSince(start));
        Settled.await(visitor, PATIENCE);
    }

    /// The model that the work list shows; empty while that shows rules, or another is coming.
    private Optional<JsonNode> champion() throws InterruptedException {
        JsonNode models = visitor.get("/v1/models");
        String shown = visitor.get("/v1/overview").at("/model/model").asString("");
        if (models.has("coming") || !models.path("champion").asString("").equals(shown)) {
            return Optional.empty();
        }
        for (JsonNode model : models.get("models")) {
            if (model.get("id").asString().equals(shown)) {
                return Optional.of(model);
            }
        }
        return Optional.empty();
    }

    /// The stage of a lead tells what became of it, whatever else is learnt from.
    private void judgeColumns() throws InterruptedException {
        String id = champion().orElseThrow().get("id").asString();
        JsonNode proof = visitor.get("/v1/models/" + id).get("proof");
        boolean leftOut =
                proof.get("leaks")
                        .valueStream()
                        .filter(leak -> leak.get("column").asString().equals(STAGE))
                        .anyMatch(leak -> leak.get("excluded").asBoolean());
        goals.add(
                Goal.atLeast(
                        1,
                        "the live model leaves the leak %s out".formatted(STAGE),
                        leftOut ? 1 : 0));
    }

    /// Each of the representatives works leads, all of which the company's own systems call theirs.
    private void judgeTeam() throws InterruptedException {
        List<JsonNode> items = visitor.all("/v1/work?status=claimed", "items");
        Set<String> atWork = new TreeSet<>();
        long strange = 0;
        for (JsonNode item : items) {
            String owner = item.get("ownerName").asString();
            JsonNode lead = visitor.get("/v1/leads/" + item.get("lead").asString());
            atWork.add(owner);
            strange += lead.at("/fields/Owner/text").asString("").equals(owner) ? 0 : 1;
        }
        goals.add(
                Goal.atLeast(
                        Company.representatives().size(),
                        "representatives who work leads",
                        (double)
                                Company.representatives().stream()
                                        .filter(atWork::contains)
                                        .count()));
        goal(0, "leads with whom the company does not name", (double) strange);
    }

    private void compare(int days) throws InterruptedException {
        Company company = Company.simulate(CompanySettings.usual(SEED, companyNow()));
        Map<String, Double> truths =
                company.externalIds().stream()
                        .collect(Collectors.toMap(id -> id, company::probability));
        Map<String, Double> said = new HashMap<>();
        for (JsonNode item : visitor.all("/v1/work?created=" + days + "d", "items")) {
            said.put(
                    item.get("lead").asString(),
                    item.at("/chance/probability").asDouble(Double.NaN));
        }
        List<Pair> pairs = pairs(said, truths);
        double[] truth = pairs.stream().mapToDouble(Pair::truth).toArray();
        double[] scores = pairs.stream().mapToDouble(Pair::said).toArray();
        double best = ExpectedRanking.rocAuc(truth, truth);
        double reached = ExpectedRanking.rocAuc(scores, truth);
        out.printf(
                Locale.ROOT,
                "%,d leads of the last %d days (%,d on the list): ROC-AUC %.4f, best possible %.4f; mean said %.4f, true %.4f%n",
                pairs.size(),
                days,
                said.size(),
                reached,
                best,
                mean(scores),
                mean(truth));
        goals.add(Goal.atLeast(LEAST_LEADS, "leads to compare", pairs.size()));
        goal(0, "leads without a probability", (double) unsaid(said));
        goal(MOST_SHORT, "ROC-AUC short of the best possible", best - reached);
        goal(
                MOST_CALIBRATION_ERROR,
                "calibration error against the truth",
                calibrationError(pairs));
    }

    /// Started again, the demo is of the same company, whose leads come in from where they ended.
    private void goOn() throws IOException, InterruptedException {
        Until.holds("the feed is live", PATIENCE, () -> calls() > 0);
        home.process().close();
        Instant now = companyNow();
        long made = calls();
        home.endAndStart();
        Visitor again = Visitor.again(home.process().address());
        long known = created(again);
        Until.holds("the feed goes on", PATIENCE, () -> calls() > made && created(again) > known);
        goals.add(
                Goal.atLeast(
                        1, "started again, the same company", companyNow().equals(now) ? 1 : 0));
        goals.add(
                Goal.atLeast(
                        1,
                        "called a demo",
                        again.get("/v1/session").at("/workspace/demo").asBoolean() ? 1 : 0));
    }

    private static long created(Visitor visitor) throws InterruptedException {
        return visitor.get("/v1/books").at("/all/created").asLong();
    }

    private static long unsaid(Map<String, Double> said) {
        return said.values().stream().filter(probability -> probability.isNaN()).count();
    }

    /// When the past of the company ended, as the demo wrote down.
    private Instant companyNow() {
        return Instant.parse(memory()[0]);
    }

    /// How many of its calls the company has made since then.
    private long calls() {
        return Long.parseLong(memory()[1]);
    }

    private String[] memory() {
        try {
            return Files.readString(home.data().resolve("demo")).strip().split(" ", 2);
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    private record Pair(double said, double truth) {}

    private List<Pair> pairs(Map<String, Double> said, Map<String, Double> truths)
            throws InterruptedException {
        List<String> leads = List.copyOf(said.keySet());
        List<Pair> pairs = new ArrayList<>();
        for (int from = 0; from < leads.size(); from += AT_ONCE) {
            List<String> page = leads.subList(from, Math.min(from + AT_ONCE, leads.size()));
            JsonNode persons =
                    visitor.get("/v1/persons?leads=" + String.join(",", page)).get("persons");
            for (String lead : page) {
                Double truth = truths.get(persons.path(lead).at("/External ID/text").asString(""));
                Double own = said.get(lead);
                // Those of a person who handed a form in have no key, and those that came since
                // the demo began no truth.
                if (truth != null && own != null && !own.isNaN()) {
                    pairs.add(new Pair(own, truth));
                }
            }
        }
        return pairs;
    }

    /// Mean distance of said and true probability over ten bins of equal size.
    private static double calibrationError(List<Pair> pairs) {
        List<Pair> sorted = pairs.stream().sorted(Comparator.comparingDouble(Pair::said)).toList();
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            int from = (int) ((long) bin * sorted.size() / BINS);
            int to = (int) ((long) (bin + 1) * sorted.size() / BINS);
            double apart =
                    sorted.subList(from, to).stream()
                            .mapToDouble(pair -> pair.said() - pair.truth())
                            .sum();
            error += Math.abs(apart) / sorted.size();
        }
        return error;
    }

    private static double mean(double[] numbers) {
        return Arrays.stream(numbers).average().orElse(Double.NaN);
    }

    private void goal(double atMost, String name, double measured) {
        goals.add(Goal.atMost(atMost, name, measured));
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
