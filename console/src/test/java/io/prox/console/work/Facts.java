package io.prox.console.work;

import io.prox.contracts.Cause;
import io.prox.contracts.LeadFact.LeadChanged;
import io.prox.contracts.LeadFact.LeadDeleted;
import io.prox.contracts.LeadId;
import io.prox.contracts.LeadOutcome;
import io.prox.contracts.LeadProfile;
import io.prox.contracts.ModelVersion;
import io.prox.contracts.Money;
import io.prox.contracts.ScoreFact.Chance;
import io.prox.contracts.ScoreFact.ModelPromoted;
import io.prox.contracts.ScoreFact.Reason;
import io.prox.contracts.ScoreFact.ScoreChanged;
import io.prox.contracts.WorkspaceId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Facts as components publish them, of which a test says only what matters.
public final class Facts {
    /// When everything begins.
    public static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

    private Facts() {}

    public static Lead lead(WorkspaceId workspace, String id) {
        return new Lead(workspace, new LeadId("lead_" + id));
    }

    public static Score score(WorkspaceId workspace, String id, String model, int score) {
        return new Score(workspace, new LeadId("lead_" + id), version(model), score);
    }

    public static ModelPromoted promoted(
            WorkspaceId workspace, String model, long number, Instant at) {
        return new ModelPromoted(
                workspace, version(model), number, at, new Cause(Cause.Kind.PERSON, "user_1"));
    }

    private static ModelVersion version(String name) {
        return new ModelVersion("model_" + name);
    }

    /// A fact about a lead in the making.
    public static final class Lead {
        private final WorkspaceId workspace;
        private final LeadId id;
        private final Map<String, String> values = new TreeMap<>();
        private long revision = 1;
        private Instant at = MONDAY;
        private Instant createdAt = MONDAY;
        private Optional<String> company = Optional.empty();
        private List<String> sources = List.of("Web form");
        private List<String> tokens = List.of();
        private Optional<LeadOutcome> outcome = Optional.empty();

        private Lead(WorkspaceId workspace, LeadId id) {
            this.workspace = workspace;
            this.id = id;
        }

        public Lead revision(long number) {
            revision = number;
            return this;
        }

        public Lead at(Instant instant) {
            at = instant;
            return this;
        }

        public Lead createdAt(Instant instant) {
            createdAt = instant;
            return this;
        }

        public Lead value(String name, String text) {
            values.put(name, text);
            return this;
        }

        public Lead company(String domain) {
            company = Optional.of(domain);
            return this;
        }

        public Lead sources(String... names) {
            sources = List.of(names);
            return this;
        }

        public Lead tokens(List<String> keyed) {
            tokens = keyed;
            return this;
        }

        public Lead won(Instant when, String amount, String currency) {
            outcome =
                    Optional.of(
                            new LeadOutcome(
                                    LeadOutcome.Kind.WON,
                                    when,
                                    at,
                                    Optional.of(new Money(new BigDecimal(amount), currency))));
            return this;
        }

        public Lead lost(Instant when) {
            outcome =
                    Optional.of(new LeadOutcome(LeadOutcome.Kind.LOST, when, at, Optional.empty()));
            return this;
        }

        public LeadChanged changed() {
            return new LeadChanged(
                    workspace,
                    id,
                    revision,
                    at,
                    at,
                    Cause.of(Cause.Kind.API),
                    new LeadProfile(createdAt, values, company, sources, tokens),
                    outcome,
                    List.copyOf(values.keySet()),
                    Optional.empty());
        }

        public LeadDeleted deleted() {
            return new LeadDeleted(
                    workspace, id, revision, at, Cause.of(Cause.Kind.DELETION), Optional.empty());
        }

        public LeadDeleted mergedInto(String heir) {
            return new LeadDeleted(
                    workspace,
                    id,
                    revision,
                    at,
                    Cause.of(Cause.Kind.MERGE),
                    Optional.of(new LeadId("lead_" + heir)));
        }
    }

    /// A score in the making.
    public static final class Score {
        private final WorkspaceId workspace;
        private final LeadId id;
        private final ModelVersion model;
        private final int score;
        private long entry = 1;
        private Instant at = MONDAY;
        private Optional<Chance> chance = Optional.empty();
        private Optional<String> fit = Optional.empty();
        private List<Reason> reasons =
                List.of(new Reason("Country", 0.75, "Country is Germany: raises"));

        private Score(WorkspaceId workspace, LeadId id, ModelVersion model, int score) {
            this.workspace = workspace;
            this.id = id;
            this.model = model;
            this.score = score;
        }

        public Score entry(long number) {
            entry = number;
            return this;
        }

        public Score at(Instant instant) {
            at = instant;
            return this;
        }

        public Score chance(double probability, double low, double high) {
            chance = Optional.of(new Chance(probability, low, high));
            return this;
        }

        public Score fit(String grade) {
            fit = Optional.of(grade);
            return this;
        }

        public Score reasons(Reason... weightiest) {
            reasons = List.of(weightiest);
            return this;
        }

        public ScoreChanged changed() {
            return new ScoreChanged(
                    workspace,
                    id,
                    model,
                    entry,
                    at,
                    at,
                    Cause.of(Cause.Kind.TIME),
                    chance,
                    score,
                    fit,
                    Optional.empty(),
                    reasons);
        }
    }
}
