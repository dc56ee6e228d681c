package io.prox.ingestion.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.contracts.WorkspaceId;
import io.prox.features.reading.OwnNames;
import io.prox.ingestion.imports.ImportRow.Phase;
import io.prox.ingestion.imports.ImportRow.Status;
import io.prox.ingestion.leads.OwnColumns;
import io.prox.ingestion.leads.Sources;
import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.access.Workspaces;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.Database;
import io.prox.platform.ids.Identifiers;
import io.prox.platform.jobs.Job;
import io.prox.platform.jobs.Jobs;
import io.prox.platform.problems.FieldError;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import io.prox.platform.sealing.DataKey;
import io.prox.platform.web.Confirmed;
import io.prox.platform.web.Requires;
import io.prox.tables.TableException;
import io.prox.tables.reading.TableSource;
import io.prox.tables.writing.CsvRows;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Imports over HTTP: upload a file, look at what its columns were taken for and correct it, try
/// it, take it in, take it back.
@RestController
final class ImportsController {
    private static final int MOST_OF_A_PAGE = 200;
    private static final int LONGEST_NAME = 200;

    /// A page that shows an import asks for it again and again; that is one reading.
    private static final Duration ONE_READING = Duration.ofMinutes(10);

    private static final int MOST_READINGS = 10_000;

    private final Imports imports;
    private final SealedFiles files;
    private final RefusedRows refusedRows;
    private final MappingMemory memory;
    private final Sources sources;
    private final OwnColumns ownColumns;
    private final Workspaces workspaces;
    private final Jobs jobs;
    private final AuditLog audit;
    private final Database database;
    private final Identifiers identifiers;
    private final Clock clock;

    /// A workbook is in memory as a whole while it is looked at: one at a time.
    private final Semaphore workbooks = new Semaphore(1);

    private final ImportsProperties properties;
    private final Map<String, Instant> readings = new ConcurrentHashMap<>();

    ImportsController(
            Imports imports,
            SealedFiles files,
            RefusedRows refusedRows,
            MappingMemory memory,
            Sources sources,
            OwnColumns ownColumns,
            Workspaces workspaces,
            Jobs jobs,
            AuditLog audit,
            Database database,
            Identifiers identifiers,
            Clock clock,
            ImportsProperties properties) {
        this.imports = imports;
        this.files = files;
        this.refusedRows = refusedRows;
        this.memory = memory;
        this.sources = sources;
        this.ownColumns = ownColumns;
        this.workspaces = workspaces;
        this.jobs = jobs;
        this.audit = audit;
        this.database = database;
        this.identifiers = identifiers;
        this.clock = clock;
        this.properties = properties;
    }

    private Look look(TableSource file) throws IOException {
        if (!isArchive(file)) {
            return Look.at(file);
        }
        workbooks.acquireUninterruptibly();
        try {
            return Look.at(file);
        } finally {
            workbooks.release();
        }
    }

    /// As workbooks are, by their first letters.
    private static boolean isArchive(TableSource file) throws IOException {
        try (InputStream bytes = file.open()) {
            return bytes.read() == 'P' && bytes.read() == 'K';
        }
    }

    /// Takes a file, of any size, as it comes.
    ///
    /// @param file its name
    /// @param source where its leads are from, by name; the file's name where not said
    @Requires(Permission.IMPORTS_WRITE)
    @PostMapping(value = "/v1/imports", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    ImportView upload(
            @RequestParam String file,
            @RequestParam(defaultValue = "") String source,
            InputStream body,
            Caller caller)
            throws IOException {
        WorkspaceId workspace = caller.workspace();
        String name = name("file", bare(file));
        String sourceId =
                sources.idOf(
                        workspace, name("source", source.isBlank() ? withoutEnding(name) : source));
        String id = identifiers.next("import");
        DataKey key = imports.begin(workspace, id, sourceId, name, caller.id());
        boolean kept = false;
        try {
            long most = properties.largestFile().toBytes();
            long bytes = files.write(workspace, id, body, key, most);
            if (bytes > most) {
                throw new ProblemException(
                        ProblemType.TOO_LARGE,
                        "The file is larger than %s. Part it, or let the operator allow more."
                                .formatted(properties.largestFile()));
            }
            Look look = look(files.open(workspace, id, name, bytes, key));
            Mapping mapping =
                    MappingGuess.of(
                            look,
                            memory.read(workspace, sourceId),
                            ownColumns.spelling(
                                    workspace,
                                    look.columns().stream()
                                            .map(column -> OwnNames.shown(column.name()))
                                            .toList()),
                            currency(workspace));
            database.within(
                    workspace,
                    () -> {
                        imports.uploaded(workspace, id, bytes, look, mapping, key);
                        audit.append(caller, "import.uploaded", id, Map.of());
                    });
            kept = true;
        } catch (TableException unreadable) {
            throw new ProblemException(
                    ProblemType.UNREADABLE_FILE, String.valueOf(unreadable.getMessage()));
        } finally {
            if (!kept) {
                imports.delete(workspace, id);
            }
        }
        return shown(id, caller);
    }

    private String currency(WorkspaceId workspace) {
        return workspaces.find(workspace).orElseThrow().currency();
    }

    /// Browsers of old send a whole path.
    private static String bare(String file) {
        return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    }

    private static String withoutEnding(String file) {
        return file.replaceFirst("(?i)(\\.(csv|tsv|txt|xlsx|json|jsonl|ndjson))?(\\.gz)?$", "");
    }

    private static String name(String parameter, String text) {
        String name = text.replaceAll("\\p{Cntrl}", "").strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "The name of the %s is missing or too long.".formatted(parameter),
                    List.of(
                            new FieldError(
                                    "?" + parameter,
                                    "is empty or longer than %d characters"
                                            .formatted(LONGEST_NAME))));
        }
        return name;
    }

    record ImportPage(List<ImportView> imports, Optional<String> next) {}

    /// The newest first, without what was found in the files.
    ///
    /// @param after `next` of the page before
    @Requires(Permission.IMPORTS_READ)
    @GetMapping("/v1/imports")
    ImportPage page(
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(defaultValue = "") String after,
            Caller caller) {
        var errors = new ArrayList<FieldError>();
        if (limit < 1 || limit > MOST_OF_A_PAGE) {
            errors.add(new FieldError("?limit", "is not from 1 to " + MOST_OF_A_PAGE));
        }
        if (!after.isEmpty() && imports.find(caller.workspace(), after).isEmpty()) {
            errors.add(new FieldError("?after", "is not what a page gave as next"));
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST, "Imports cannot be listed so.", errors);
        }
        List<ImportRow> rows = imports.page(caller.workspace(), after, limit);
        return new ImportPage(
                rows.stream()
                        .map(row -> ImportView.of(row, job(row, caller), properties.keep()))
                        .toList(),
                rows.size() < limit ? Optional.empty() : Optional.of(rows.getLast().id()));
    }

    @Requires(Permission.IMPORTS_READ)
    @GetMapping("/v1/imports/{id}")
    ImportView find(@PathVariable String id, Caller caller) {
        return shown(id, caller);
    }

    private ImportView shown(String id, Caller caller) {
        ImportRow row = imports.find(caller.workspace(), id).orElseThrow(() -> notFound());
        Optional<Look> look =
                row.forgottenAt().isPresent()
                        ? Optional.empty()
                        : imports.look(caller.workspace(), id);
        boolean open = caller.may(Permission.PERSONAL_READ);
        if (open && look.isPresent() && showsPersons(row, look.get()) && isNewReading(id, caller)) {
            database.within(
                    caller.workspace(),
                    () -> audit.append(caller, "personal.read", id, Map.of("of", "samples")));
        }
        Optional<Job> job = job(row, caller);
        // What a job wrote as its last is there once the job is seen to have ended.
        ImportRow now =
                job.filter(each -> each.status().isEnd())
                        .flatMap(ended -> imports.find(caller.workspace(), id))
                        .filter(later -> later.job().equals(row.job()))
                        .orElse(row);
        return ImportView.of(now, job, look, open, properties.keep());
    }

    private static boolean showsPersons(ImportRow row, Look look) {
        return row.mapping().stream()
                .flatMap(mapping -> mapping.columns().stream())
                .anyMatch(
                        column ->
                                look.column(column.column())
                                        .filter(found -> !found.samples().isEmpty())
                                        .filter(found -> ImportView.isPersonal(column, found))
                                        .isPresent());
    }

    private boolean isNewReading(String id, Caller caller) {
        Instant now = clock.instant();
        if (readings.size() > MOST_READINGS) {
            readings.clear();
        }
        var isNew = new boolean[1];
        readings.compute(
                caller.workspace() + "/" + caller.id() + "/" + id,
                (reading, last) -> {
                    isNew[0] = last == null || last.plus(ONE_READING).isBefore(now);
                    return isNew[0] ? now : last;
                });
        return isNew[0];
    }

    /// Corrects what columns are taken for.
    @Requires(Permission.IMPORTS_WRITE)
    @PutMapping("/v1/imports/{id}/mapping")
    ImportView map(@PathVariable String id, @RequestBody MappingRequest request, Caller caller) {
        database.within(
                caller.workspace(),
                () -> {
                    ImportRow row = locked(id, caller);
                    refuseUnless(
                            !row.ran() && !status(row, caller).isBusy(),
                            "Its columns can be mapped until it is started, and not while it is checked.");
                    Look look = lookOf(row, caller);
                    var errors = new ArrayList<FieldError>();
                    Mapping mapping = request.applied(row.mapping().orElseThrow(), look, errors);
                    if (!errors.isEmpty()) {
                        throw new ProblemException(
                                ProblemType.INVALID_REQUEST,
                                "The columns cannot be mapped so.",
                                errors);
                    }
                    imports.map(caller.workspace(), id, mapping);
                    refusedRows.clear(caller.workspace(), id);
                });
        return shown(id, caller);
    }

    /// Tries what would become of the rows; nothing is kept.
    @Requires(Permission.IMPORTS_WRITE)
    @PostMapping("/v1/imports/{id}/check")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ImportView check(@PathVariable String id, Caller caller) {
        database.within(
                caller.workspace(),
                () -> {
                    ImportRow row = locked(id, caller);
                    refuseUnless(
                            !row.ran() && !status(row, caller).isBusy(),
                            "It can be checked until it is started, and not twice at once.");
                    lookOf(row, caller);
                    refuseWithoutIdentity(row);
                    ask(row, Phase.CHECK, CheckWork.KIND, caller);
                });
        return shown(id, caller);
    }

    /// Takes the rows in; goes on with an import that was cancelled or failed on the way.
    @Requires(Permission.IMPORTS_WRITE)
    @PostMapping("/v1/imports/{id}/start")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ImportView start(@PathVariable String id, Caller caller) {
        database.within(
                caller.workspace(),
                () -> {
                    ImportRow row = locked(id, caller);
                    Status status = status(row, caller);
                    boolean goesOn =
                            row.phase() == Phase.RUN
                                    && (status == Status.CANCELLED || status == Status.FAILED);
                    refuseUnless(
                            !status.isBusy() && (!row.ran() || goesOn),
                            "It was started before. Upload the file again to import it again; what is known already stays as it is.");
                    lookOf(row, caller);
                    refuseWithoutIdentity(row);
                    memory.confirm(caller.workspace(), row.source(), row.mapping().orElseThrow());
                    ask(row, Phase.RUN, RunWork.KIND, caller);
                    audit.append(caller, "import.started", id, Map.of());
                });
        return shown(id, caller);
    }

    /// Ends a check or a run; what was taken in until then stays, until it is taken back.
    @Requires(Permission.IMPORTS_WRITE)
    @PostMapping("/v1/imports/{id}/cancel")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ImportView cancel(@PathVariable String id, Caller caller) {
        database.within(
                caller.workspace(),
                () -> {
                    ImportRow row = locked(id, caller);
                    refuseUnless(
                            row.phase() != Phase.UNDO,
                            "Taking an import back cannot be broken off: half of it would stand.");
                    refuseUnless(
                            row.job()
                                    .map(job -> jobs.cancel(caller.workspace(), job))
                                    .orElse(false),
                            "Nothing is going on that could be cancelled.");
                    audit.append(caller, "import.cancelled", id, Map.of());
                });
        return shown(id, caller);
    }

    /// Takes back all that the import said.
    @Requires(Permission.IMPORTS_WRITE)
    @PostMapping("/v1/imports/{id}/undo")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ImportView undo(@PathVariable String id, Caller caller) {
        database.within(
                caller.workspace(),
                () -> {
                    ImportRow row = locked(id, caller);
                    Status status = status(row, caller);
                    refuseUnless(
                            row.ran() && !status.isBusy() && status != Status.UNDONE,
                            "There is nothing to take back: it never ran, is at work, or was taken back before.");
                    ask(row, Phase.UNDO, UndoWork.KIND, caller);
                    audit.append(caller, "import.undone", id, Map.of());
                });
        return shown(id, caller);
    }

    /// Forgets the file and the rows that were refused: their keys are destroyed. An import that
    /// never ran is gone with it; of another the entry stays, and it can still be taken back.
    @Requires(Permission.IMPORTS_WRITE)
    @DeleteMapping("/v1/imports/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forget(@PathVariable String id, Caller caller) {
        database.within(
                caller.workspace(),
                () -> {
                    ImportRow row = locked(id, caller);
                    refuseUnless(!status(row, caller).isBusy(), "It is at work; cancel it first.");
                    imports.forget(caller.workspace(), row.id());
                    audit.append(caller, "import.forgotten", id, Map.of());
                });
        imports.clear(caller.workspace(), id);
    }

    /// The rows that a check would refuse, or that the run refused, with lines and reasons, to be
    /// corrected and brought again. They may say who a person is.
    @Requires({Permission.IMPORTS_READ, Permission.PERSONAL_READ})
    @Confirmed
    @GetMapping(value = "/v1/imports/{id}/refused.csv", produces = "text/csv")
    void refused(@PathVariable String id, Caller caller, HttpServletResponse response)
            throws IOException {
        ImportRow row = imports.find(caller.workspace(), id).orElseThrow(() -> notFound());
        Look look = lookOf(row, caller);
        database.within(
                caller.workspace(),
                () -> audit.append(caller, "personal.read", id, Map.of("of", "refused rows")));
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"refused-%s.csv\"".formatted(id));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        try (var csv =
                new CsvRows(new OutputStreamWriter(response.getOutputStream(), UTF_8), ',')) {
            var header = new ArrayList<>(List.of("line", "reason"));
            look.columns().forEach(column -> header.add(column.name()));
            csv.write(header);
            refusedRows.each(
                    caller.workspace(),
                    id,
                    refused -> {
                        var cells =
                                new ArrayList<>(
                                        List.of(Long.toString(refused.line()), refused.reason()));
                        cells.addAll(refused.cells());
                        write(csv, cells);
                    });
        }
    }

    private static void write(CsvRows csv, List<String> cells) {
        try {
            csv.write(cells);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private void ask(ImportRow row, Phase phase, String kind, Caller caller) {
        String job = jobs.start(caller.workspace(), kind, row.id(), caller.id());
        imports.ask(caller.workspace(), row.id(), phase, job);
    }

    private ImportRow locked(String id, Caller caller) {
        return imports.lock(caller.workspace(), id).orElseThrow(() -> notFound());
    }

    private Look lookOf(ImportRow row, Caller caller) {
        return imports.look(caller.workspace(), row.id())
                .orElseThrow(
                        () ->
                                new ProblemException(
                                        ProblemType.CONFLICT,
                                        "What was kept of its file is forgotten; upload it again."));
    }

    private Status status(ImportRow row, Caller caller) {
        return row.status(job(row, caller));
    }

    private Optional<Job> job(ImportRow row, Caller caller) {
        return row.job().flatMap(job -> jobs.find(caller.workspace(), job));
    }

    private static void refuseWithoutIdentity(ImportRow row) {
        if (!row.mapping().map(Mapping::hasIdentity).orElse(false)) {
            throw new ProblemException(
                    ProblemType.INVALID_RECORD,
                    "No column tells which lead a row is about.",
                    List.of(
                            new FieldError(
                                    "#/mapping/columns",
                                    "map one of them to email or to externalId")));
        }
    }

    private static void refuseUnless(boolean allowed, String why) {
        if (!allowed) {
            throw new ProblemException(ProblemType.CONFLICT, why);
        }
    }

    private static ProblemException notFound() {
        return new ProblemException(ProblemType.NOT_FOUND, "No such import.");
    }
}
