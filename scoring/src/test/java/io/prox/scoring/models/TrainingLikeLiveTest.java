package io.prox.scoring.models;

import static io.prox.scoring.models.Workshop.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.prox.contracts.Cause;
import io.prox.contracts.LeadFact.LeadChanged;
import io.prox.contracts.LeadId;
import io.prox.contracts.LeadOutcome;
import io.prox.contracts.LeadProfile;
import io.prox.contracts.ModelVersion;
import io.prox.features.Profile;
import io.prox.learning.FeatureVector;
import io.prox.learning.Learned;
import io.prox.learning.Learner;
import io.prox.learning.LearningTask;
import io.prox.learning.Progress;
import io.prox.platform.log.Outbox;
import io.prox.platform.log.Received;
import io.prox.scoring.ScoringConfiguration;
import io.prox.scoring.history.LeadPast;
import io.prox.scoring.history.LeadPast.Ending;
import io.prox.scoring.history.LeadVersion;
import io.prox.scoring.history.Snapshot;
import io.prox.scoring.history.Snapshots;
import io.prox.scoring.ledger.Entries;
import io.prox.scoring.ledger.LedgerEntry;
import io.prox.scoring.ledger.Scorekeeper;
import io.prox.scoring.live.LeadFactHandler;
import io.prox.scoring.models.ColumnChoices.Choices;
import io.prox.scoring.models.ModelStore.Kept;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is learnt from is what was scored live: leads change at the instants of their snapshots and
/// are scored then, by a model that was learnt from these very snapshots.
class TrainingLikeLiveTest {
    private static final int LEADS = 80;
    private static final int SNAPSHOTS = 3;
    private static final long SEED = 3;
    private static final Duration HORIZON = Duration.ofDays(90);
    private static final Instant FIRST = Workshop.NOW.minus(Duration.ofDays(400));
    private static final ModelVersion MODEL = new ModelVersion("model_1");
    private static final List<String> INDUSTRIES = List.of("Logistics", "Software", "Retail");
    private static final List<String> SIZES = List.of("2-10", "11-50", "51-200", "201-500", "");

    @TempDir private Path folder;

    private Workshop workshop;

    @BeforeEach
    void start() {
        workshop = new Workshop(folder);
    }

    @AfterEach
    void stop() {
        workshop.close();
    }

    @Test
    void aRowIsTheVectorThatWasScoredThenToTheLastBit() {
        List<LeadPast> pasts = pasts();
        Gathered invented = new Gathered();
        pasts.forEach(invented::add);
        Learned learned = Learner.learn(invented.task(), Progress.SILENT);
        workshop.models.add(WORKSPACE, kept(learned), learned.model());
        workshop.makeChampion(MODEL);

        live(pasts);

        Gathered stored = new Gathered();
        workshop.history.visit(WORKSPACE, stored::add);
        List<FeatureVector> rows = learned.model().vectors(stored.task().table());
        Map<LeadId, Map<Instant, byte[]>> scored = new HashMap<>();
        var compared = new HashMap<LeadId, Integer>();
        for (int row = 0; row < rows.size(); row++) {
            Snapshot snapshot = stored.snapshots.get(row);
            byte[] then = scored.computeIfAbsent(snapshot.lead(), this::scored).get(snapshot.at());
            // a change that moved nothing is no entry
            if (then != null) {
                assertThat(rows.get(row).toBytes())
                        .as("%s at %s", snapshot.lead(), snapshot.at())
                        .isEqualTo(then);
                compared.merge(snapshot.lead(), 1, Integer::sum);
            }
        }
        assertThat(compared)
                .hasSize(LEADS)
                .allSatisfy((lead, times) -> assertThat(times).isGreaterThan(1));
    }

    @Test
    void allSnapshotsOfALeadAreTestedInOneFold() {
        Gathered gathered = new Gathered();
        pasts().forEach(gathered::add);

        Learned learned = Learner.learn(gathered.task(), Progress.SILENT);

        Map<LeadId, Set<Integer>> folds = new HashMap<>();
        Map<LeadId, Integer> tested = new HashMap<>();
        for (Learned.OutOfFold prediction : learned.outOfFold()) {
            LeadId lead = gathered.snapshots.get(prediction.row()).lead();
            folds.computeIfAbsent(lead, first -> new HashSet<>()).add(prediction.fold());
            tested.merge(lead, 1, Integer::sum);
        }
        assertThat(tested)
                .hasSize(LEADS)
                .allSatisfy((lead, times) -> assertThat(times).isGreaterThan(1));
        assertThat(folds).allSatisfy((lead, own) -> assertThat(own).hasSize(1));
        assertThat(folds.values().stream().flatMap(Set::stream).distinct()).hasSize(4);
    }

    /// A training set, and the snapshots that are its rows.
    private static final class Gathered {
        private final List<Snapshot> snapshots = new ArrayList<>();
        private final TrainingSet set = new TrainingSet();

        void add(LeadPast past) {
            List<Snapshot> own = snapshots().of(past);
            set.add(own);
            snapshots.addAll(own);
        }

        LearningTask task() {
            return set.task("leads", Choices.NONE, 4, SEED, List.of());
        }
    }

    private static Snapshots snapshots() {
        return new Snapshots(Workshop.NOW, HORIZON, SNAPSHOTS, true, SEED);
    }

    /// Leads with a version from the instant of each snapshot on.
    private static List<LeadPast> pasts() {
        var random = new SplittableRandom(SEED);
        var pasts = new ArrayList<LeadPast>();
        for (int number = 0; number < LEADS; number++) {
            Instant created = FIRST.plus(Duration.ofMinutes(number * 97L));
            var lead = new LeadId("lead_%02d".formatted(number));
            var ending =
                    Optional.of(
                            new Ending(
                                    random.nextBoolean(),
                                    created.plus(HORIZON).minus(Duration.ofSeconds(1))));
            Map<String, String> first = values(random, ending.get().won());
            var alone =
                    new LeadPast(
                            lead,
                            List.of(version(lead, 1, created, created, first)),
                            ending,
                            Optional.empty());
            var versions = new ArrayList<LeadVersion>();
            for (Instant at : snapshots().of(alone).stream().map(Snapshot::at).sorted().toList()) {
                versions.add(
                        version(
                                lead,
                                versions.size() + 1,
                                created,
                                at,
                                values(random, ending.get().won())));
            }
            pasts.add(new LeadPast(lead, versions, ending, Optional.empty()));
        }
        return pasts;
    }

    private static LeadVersion version(
            LeadId lead, long revision, Instant created, Instant at, Map<String, String> values) {
        return new LeadVersion(lead, revision, 0, at, at, new Profile(created, values));
    }

    /// Of each kind that a column may have, some of them missing.
    private static Map<String, String> values(SplittableRandom random, boolean won) {
        Map<String, String> values = new HashMap<>();
        int industry = random.nextInt(4);
        values.put("Industry", won && industry < 2 ? "Logistics" : INDUSTRIES.get(industry % 3));
        values.put("Company size: band", SIZES.get(random.nextInt(SIZES.size())));
        values.put("Visits", Integer.toString(random.nextInt(1_000)));
        values.put("Budget", "%d.%02d".formatted(random.nextInt(90_000), random.nextInt(100)));
        values.put(
                "Trial ends",
                "2026-%02d-%02d".formatted(1 + random.nextInt(12), 1 + random.nextInt(28)));
        values.put("Newsletter", random.nextBoolean() ? "yes" : "no");
        if (random.nextInt(3) == 0) {
            values.remove("Visits");
        }
        return values;
    }

    /// Lets leads change one after the other, as the log tells, each at its time.
    private void live(List<LeadPast> pasts) {
        var handler =
                new LeadFactHandler(
                        workshop.database,
                        workshop.history,
                        workshop.engagements,
                        workshop.ledger,
                        workshop.champions,
                        workshop.models,
                        new Scorekeeper(
                                workshop.ledger,
                                workshop.engagements,
                                new Outbox(workshop.database, ScoringConfiguration.NAME),
                                workshop.clock));
        pasts.stream()
                .flatMap(past -> facts(past).stream())
                .sorted(Comparator.comparing(LeadChanged::knownAt))
                .forEach(
                        fact -> {
                            workshop.clock.advance(
                                    Duration.between(workshop.clock.instant(), fact.knownAt()));
                            workshop.database.transaction(
                                    () -> handler.handle(List.of(new Received<>(fact, 0, 0))));
                        });
    }

    /// The changes of a lead, and how it ended.
    private static List<LeadChanged> facts(LeadPast past) {
        var facts = new ArrayList<LeadChanged>();
        for (LeadVersion version : past.versions()) {
            facts.add(fact(version, version.revision(), version.occurredAt(), Optional.empty()));
        }
        Ending ending = past.ending().orElseThrow();
        LeadVersion last = past.versions().getLast();
        facts.add(
                fact(
                        last,
                        last.revision() + 1,
                        ending.at(),
                        Optional.of(
                                new LeadOutcome(
                                        ending.won() ? LeadOutcome.Kind.WON : LeadOutcome.Kind.LOST,
                                        ending.at(),
                                        ending.at(),
                                        Optional.empty()))));
        return facts;
    }

    private static LeadChanged fact(
            LeadVersion version, long revision, Instant at, Optional<LeadOutcome> outcome) {
        return new LeadChanged(
                WORKSPACE,
                version.lead(),
                revision,
                at,
                at,
                Cause.of(Cause.Kind.API),
                new LeadProfile(
                        version.profile().createdAt(),
                        version.profile().values(),
                        Optional.empty(),
                        List.of("CRM"),
                        List.of()),
                outcome,
                List.of(),
                Optional.empty());
    }

    /// Vectors of a lead that were scored live, by the instant that they speak of.
    private Map<Instant, byte[]> scored(LeadId lead) {
        return Entries.of(workshop.ledger, WORKSPACE, lead).stream()
                .filter(entry -> entry.model().equals(MODEL))
                .collect(Collectors.toMap(LedgerEntry::asOf, entry -> entry.features().bytes()));
    }

    private static Kept kept(Learned learned) {
        return new Kept(
                MODEL, Workshop.NOW, false, "", ModelSummary.of(learned.proof(), LEADS, 0.5));
    }
}
