package io.prox.scoring.models;

import com.fasterxml.jackson.annotation.JsonValue;
import io.prox.contracts.ModelVersion;
import io.prox.contracts.WorkspaceId;
import io.prox.learning.Estimate;
import io.prox.learning.report.ProofJson;
import io.prox.learning.report.ProofReport;
import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.Database;
import io.prox.platform.jobs.Job;
import io.prox.platform.jobs.Jobs;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import io.prox.platform.web.Confirmed;
import io.prox.platform.web.ContentPolicy;
import io.prox.platform.web.Requires;
import io.prox.scoring.ScoringProperties;
import io.prox.scoring.history.LeadHistory;
import io.prox.scoring.models.Champions.Promotion;
import io.prox.scoring.models.Champions.Standing;
import io.prox.scoring.models.ModelStore.Kept;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Models over HTTP: their proof, training, promotion and rollback.
@RestController
final class ModelsController {
    private static final int MOST_TRAININGS = 50;
    private static final int PROMOTIONS = 200;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ScoringProperties properties;
    private final ModelStore models;
    private final Champions champions;
    private final LeadHistory history;
    private final Trainings trainings;
    private final Promoting promoting;
    private final Jobs jobs;
    private final AuditLog audit;
    private final Database database;
    private final Clock clock;

    ModelsController(
            ScoringProperties properties,
            ModelStore models,
            Champions champions,
            LeadHistory history,
            Trainings trainings,
            Promoting promoting,
            Jobs jobs,
            AuditLog audit,
            Database database,
            Clock clock) {
        this.properties = properties;
        this.models = models;
        this.champions = champions;
        this.history = history;
        this.trainings = trainings;
        this.promoting = promoting;
        this.jobs = jobs;
        this.audit = audit;
        this.database = database;
        this.clock = clock;
    }

    /// What a model learnt from.
    ///
    /// @param baseRate share of the snapshots that converted
    record TrainedOn(int leads, int snapshots, int won, double baseRate) {}

    /// What can be said of a model; see [io.prox.learning.Verdict].
    enum VerdictCode {
        STRONG,
        USEFUL,
        WEAK,
        NONE;

        static VerdictCode of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record VerdictWords(VerdictCode code, String words) {}

    /// What becomes of a model.
    enum State {
        CHAMPION,
        /// Promoted, while leads are scored anew.
        COMING,
        CHALLENGER,
        RETIRED,
        REFUSED;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param beatsRules whether it ranks better than the rules on the leads it was tested on
    record ModelAnswer(
            ModelVersion id,
            Instant createdAt,
            TrainedOn trainedOn,
            boolean quick,
            VerdictWords verdict,
            Estimate rocAuc,
            Optional<Estimate> reach20,
            double rulesRocAuc,
            boolean beatsRules,
            State state,
            Optional<Instant> promotedAt,
            Optional<String> promotedBy,
            Optional<JsonNode> proof) {}

    record Ready(
            boolean ready, long won, long lost, long missing, long missingOfAKind, String words) {}

    /// @param champion the model that counts; absent while the rules do
    /// @param previous the model to roll back to
    record ModelList(
            List<ModelAnswer> models,
            Optional<ModelVersion> champion,
            Optional<ModelVersion> coming,
            Optional<ModelVersion> challenger,
            Optional<ModelVersion> previous,
            Ready ready,
            Optional<JobAnswer> training,
            Optional<JobAnswer> promotion) {}

    /// @param model that it is about, or has made
    record JobAnswer(
            String id,
            Job.Status status,
            String stage,
            double fraction,
            String createdBy,
            Instant createdAt,
            Optional<Instant> startedAt,
            Optional<Instant> endedAt,
            Optional<ModelVersion> model,
            Optional<Trouble> problem) {}

    record Trouble(String detail) {}

    record TrainingList(List<JobAnswer> trainings) {}

    @Requires(Permission.MODELS_READ)
    @GetMapping("/v1/models")
    ModelList list(Caller caller) {
        WorkspaceId workspace = caller.workspace();
        Standing standing = champions.now(workspace);
        List<Promotion> promotions = champions.history(workspace, PROMOTIONS);
        List<ModelAnswer> all =
                models.all(workspace).stream()
                        .map(kept -> answer(kept, standing, promotions, Optional.empty()))
                        .toList();
        return new ModelList(
                all,
                learnt(standing.champion()),
                standing.coming(),
                all.stream()
                        .filter(model -> model.state() == State.CHALLENGER)
                        .map(ModelAnswer::id)
                        .findFirst(),
                promotions.stream().map(Promotion::before).findFirst(),
                ready(workspace),
                jobs.latest(workspace, Training.KIND, 1).stream()
                        .map(job -> training(workspace, job))
                        .findFirst(),
                jobs.latest(workspace, Promoting.KIND, 1).stream()
                        .map(ModelsController::promotion)
                        .findFirst());
    }

    @Requires(Permission.MODELS_READ)
    @GetMapping("/v1/models/{id}")
    ModelAnswer find(@PathVariable String id, Caller caller) {
        Kept kept = kept(caller, id);
        return answer(
                kept,
                champions.now(caller.workspace()),
                champions.history(caller.workspace(), PROMOTIONS),
                Optional.of(
                        JSON.readTree(
                                ProofJson.write(
                                        models.load(caller.workspace(), kept.version()).proof()))));
    }

    /// The proof as a page to read and print.
    @Requires(Permission.MODELS_READ)
    @GetMapping(value = "/v1/models/{id}/report", produces = MediaType.TEXT_HTML_VALUE)
    String report(@PathVariable String id, Caller caller, HttpServletResponse response) {
        response.setHeader(
                ContentPolicy.HEADER, ContentPolicy.forDocument(ProofReport.CONTENT_POLICY));
        return ProofReport.html(
                models.load(caller.workspace(), kept(caller, id).version()).proof(),
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    /// Brings a model in. If it counts already while another one is coming, that one goes away, and
    /// the answer is its job.
    @Requires(Permission.MODELS_PROMOTE)
    @Confirmed
    @PostMapping("/v1/models/{id}/promote")
    @ResponseStatus(HttpStatus.ACCEPTED)
    JobAnswer promote(@PathVariable String id, Caller caller) {
        return begin(kept(caller, id).version(), caller);
    }

    /// Brings back what counted before the last promotion, be it the rules.
    @Requires(Permission.MODELS_PROMOTE)
    @Confirmed
    @PostMapping("/v1/models/rollback")
    @ResponseStatus(HttpStatus.ACCEPTED)
    JobAnswer rollBack(Caller caller) {
        return begin(
                champions.history(caller.workspace(), 1).stream()
                        .map(Promotion::before)
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new ProblemException(
                                                ProblemType.CONFLICT,
                                                "No model was promoted yet, so there is none to go back from.")),
                caller);
    }

    private JobAnswer begin(ModelVersion model, Caller caller) {
        return database.within(
                caller.workspace(),
                () -> {
                    String job =
                            promoting
                                    .begin(caller.workspace(), model, caller.id())
                                    .orElseThrow(
                                            () ->
                                                    new ProblemException(
                                                            ProblemType.CONFLICT,
                                                            "This model counts already."));
                    audit.append(caller, "model.chosen", model.value(), Map.of("job", job));
                    return promotion(jobs.find(caller.workspace(), job).orElseThrow());
                });
    }

    @Requires(Permission.MODELS_TRAIN)
    @PostMapping("/v1/trainings")
    @ResponseStatus(HttpStatus.ACCEPTED)
    JobAnswer train(Caller caller) {
        Readiness readiness =
                Readiness.of(
                        history.count(caller.workspace(), properties.horizon(), clock.instant()));
        if (!readiness.isReady()) {
            throw new ProblemException(ProblemType.CONFLICT, readiness.words());
        }
        String job =
                trainings
                        .begin(caller.workspace(), caller.id(), caller.origin())
                        .orElseThrow(
                                () ->
                                        new ProblemException(
                                                ProblemType.CONFLICT,
                                                "A training is under way. Wait for it, or cancel it."));
        return training(caller.workspace(), jobs.find(caller.workspace(), job).orElseThrow());
    }

    @Requires(Permission.MODELS_READ)
    @GetMapping("/v1/trainings")
    TrainingList trainings(@RequestParam(defaultValue = "20") int limit, Caller caller) {
        if (limit < 1 || limit > MOST_TRAININGS) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "Ask for 1 to %d trainings.".formatted(MOST_TRAININGS));
        }
        return new TrainingList(
                jobs.latest(caller.workspace(), Training.KIND, limit).stream()
                        .map(job -> training(caller.workspace(), job))
                        .toList());
    }

    @Requires(Permission.MODELS_READ)
    @GetMapping("/v1/trainings/{id}")
    JobAnswer training(@PathVariable String id, Caller caller) {
        return training(caller.workspace(), trainingJob(id, caller));
    }

    @Requires(Permission.MODELS_TRAIN)
    @PostMapping("/v1/trainings/{id}/cancel")
    @ResponseStatus(HttpStatus.ACCEPTED)
    JobAnswer cancel(@PathVariable String id, Caller caller) {
        trainingJob(id, caller);
        database.within(
                caller.workspace(),
                () -> {
                    if (jobs.cancel(caller.workspace(), id)) {
                        audit.append(caller, "training.cancelled", id, Map.of());
                    }
                });
        return training(caller.workspace(), trainingJob(id, caller));
    }

    private Job trainingJob(String id, Caller caller) {
        return jobs.find(caller.workspace(), id)
                .filter(job -> job.kind().equals(Training.KIND))
                .orElseThrow(
                        () -> new ProblemException(ProblemType.NOT_FOUND, "No such training."));
    }

    private Kept kept(Caller caller, String id) {
        Optional<ModelVersion> version;
        try {
            version = Optional.of(new ModelVersion(id));
        } catch (IllegalArgumentException foreign) {
            version = Optional.empty();
        }
        return version.flatMap(own -> models.find(caller.workspace(), own))
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "No such model."));
    }

    private Ready ready(WorkspaceId workspace) {
        Readiness readiness =
                Readiness.of(history.count(workspace, properties.horizon(), clock.instant()));
        return new Ready(
                readiness.isReady(),
                readiness.won(),
                readiness.lost(),
                readiness.missing(),
                readiness.missingOfAKind(),
                readiness.words());
    }

    private static Optional<ModelVersion> learnt(ModelVersion version) {
        return version.isRules() ? Optional.empty() : Optional.of(version);
    }

    private static ModelAnswer answer(
            Kept kept, Standing standing, List<Promotion> promotions, Optional<JsonNode> proof) {
        ModelSummary summary = kept.summary();
        Optional<Promotion> promoted =
                promotions.stream()
                        .filter(promotion -> promotion.model().equals(kept.version()))
                        .findFirst();
        return new ModelAnswer(
                kept.version(),
                kept.createdAt(),
                new TrainedOn(
                        summary.leads(),
                        summary.snapshots(),
                        summary.won(),
                        (double) summary.won() / summary.snapshots()),
                kept.quick(),
                new VerdictWords(VerdictCode.of(summary.verdict()), summary.words()),
                summary.rocAuc(),
                summary.reach20(),
                summary.rulesRocAuc(),
                summary.beatsTheRules(),
                state(kept, standing, promoted),
                promoted.map(Promotion::at),
                promoted.map(Promotion::by),
                proof);
    }

    private static State state(Kept kept, Standing standing, Optional<Promotion> promoted) {
        if (standing.champion().equals(kept.version())) {
            return State.CHAMPION;
        }
        if (standing.coming().equals(Optional.of(kept.version()))) {
            return State.COMING;
        }
        if (promoted.isPresent()) {
            return State.RETIRED;
        }
        return kept.summary().beatsTheRules() ? State.CHALLENGER : State.REFUSED;
    }

    private JobAnswer training(WorkspaceId workspace, Job job) {
        return answer(
                job,
                models.of(workspace, job.id()).stream()
                        .map(Kept::version)
                        .reduce((earlier, later) -> later));
    }

    private static JobAnswer promotion(Job job) {
        return answer(job, Optional.of(new ModelVersion(job.subject())));
    }

    private static JobAnswer answer(Job job, Optional<ModelVersion> model) {
        return new JobAnswer(
                job.id(),
                job.status(),
                job.stage(),
                job.fraction(),
                job.startedBy(),
                job.createdAt(),
                job.startedAt(),
                job.endedAt(),
                model,
                job.trouble().map(Trouble::new));
    }
}
