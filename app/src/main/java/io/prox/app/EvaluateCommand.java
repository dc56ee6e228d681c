package io.prox.app;

import io.prox.features.Persons;
import io.prox.features.ProfileFeatures;
import io.prox.learning.Groups;
import io.prox.learning.Learned;
import io.prox.learning.Learner;
import io.prox.learning.LearningTask;
import io.prox.learning.Outcome;
import io.prox.learning.Progress;
import io.prox.learning.Side;
import io.prox.learning.TimeOrder;
import io.prox.learning.report.ProofJson;
import io.prox.learning.report.ProofReport;
import io.prox.learning.report.ProofText;
import io.prox.tables.CellFormat;
import io.prox.tables.Column;
import io.prox.tables.ColumnSchema;
import io.prox.tables.Kind;
import io.prox.tables.Table;
import io.prox.tables.TextColumn;
import io.prox.tables.reading.ColumnFacts;
import io.prox.tables.reading.LoadedTable;
import io.prox.tables.reading.ReadOptions;
import io.prox.tables.reading.TableReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `prox evaluate`: learns from a list of past leads and proves how well that works.
@Command(
        name = "evaluate",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = {
            "Learns from a list of past leads which of them convert, proves how well that works on"
                    + " leads it has not seen, and writes a report and a model.",
            ""
        },
        footer = {
            "",
            "Lists are parted by commas; a name with a comma stands in double quotes"
                    + " ('\"Company, legal\",City') or alone in an option of its own. Options with"
                    + " lists may be repeated.",
            "",
            "Example: prox evaluate leads.csv --target Converted --exclude Tags"
        })
final class EvaluateCommand implements Callable<Integer> {
    /// Beyond this many rows it learns from a sample: more rows no longer change what is learnt,
    /// but the time.
    static final int MOST_ROWS = 200_000;

    private static final int MOST_FOLDS = 50;

    /// The share of the whole time that reading takes, roughly.
    private static final double READING = 0.04;

    private final PrintStream out;
    private final PrintStream err;
    private final Terminal terminal;
    private final Clock clock;

    @Parameters(
            paramLabel = "FILE",
            description = "past leads: CSV, TSV, XLSX or JSON lines, also .gz")
    private Path file = Path.of("");

    @Option(
            names = "--target",
            required = true,
            paramLabel = "COLUMN",
            description = "the column that says what became of a lead")
    private String target = "";

    @Option(
            names = "--positive",
            paramLabel = "VALUES",
            description = {
                "its values that mean converted; 'any': every value that is there. Recognised where"
                        + " it is yes, true, 1, won, converted ..."
            })
    private List<String> positive = new ArrayList<>();

    @Option(
            names = "--negative",
            paramLabel = "VALUES",
            description =
                    "its values that mean not converted; all others are open leads, which are left"
                            + " out")
    private List<String> negative = new ArrayList<>();

    @Option(
            names = "--time",
            paramLabel = "COLUMN",
            description = "the column that orders leads in time; @row: the file is in that order")
    private Optional<String> time = Optional.empty();

    @Option(names = "--exclude", paramLabel = "COLUMNS", description = "columns to do without")
    private List<String> exclude = new ArrayList<>();

    @Option(
            names = "--keep",
            paramLabel = "COLUMNS",
            description = "columns to use although they seem to know the outcome or to say nothing")
    private List<String> keep = new ArrayList<>();

    @Option(
            names = "--kind",
            paramLabel = "COLUMN=KIND",
            description = {
                "what a column holds, where it was taken for something else: number, ordered,"
                        + " category, many-valued category, date, boolean, free text, e-mail, phone,"
                        + " URL, identifier"
            })
    private List<String> kinds = new ArrayList<>();

    @Option(
            names = "--side",
            paramLabel = "COLUMN=SIDE",
            description = "fit (what a lead is) or engagement (what it did)")
    private List<String> sides = new ArrayList<>();

    @Option(
            names = "--folds",
            paramLabel = "N",
            description = "parts of the cross-validation (${DEFAULT-VALUE})")
    private int folds = 5;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "of all that is random (${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--report", paramLabel = "FILE", description = "the report (NAME-report.html)")
    private Optional<Path> report = Optional.empty();

    @Option(names = "--model", paramLabel = "FILE", description = "the model (NAME.prox)")
    private Optional<Path> model = Optional.empty();

    @Option(names = "--json", paramLabel = "FILE", description = "the report's content as data")
    private Optional<Path> json = Optional.empty();

    @Option(
            names = "--predictions",
            paramLabel = "FILE",
            description = "the out-of-fold prediction of each lead, as CSV")
    private Optional<Path> predictions = Optional.empty();

    @SuppressWarnings("UnusedVariable") // Main looks for it, as it must work where parsing fails
    @Option(names = "--debug", description = "show stack traces")
    private boolean debug;

    /// @param clock in the zone whose date the report bears
    EvaluateCommand(PrintStream out, PrintStream err, Terminal terminal, Clock clock) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        checkNumbers();
        InputFile.check(file);
        Path reportFile = report.orElse(Path.of(InputFile.stem(file) + "-report.html"));
        Path modelFile = model.orElse(Path.of(InputFile.stem(file) + ".prox"));
        try (var outputs = new Outputs(file);
                var progress = new ProgressLine(err, terminal.live(), System::nanoTime)) {
            Path reportPart = outputs.open("--report", reportFile);
            Path modelPart = outputs.open("--model", modelFile);
            Optional<Path> jsonPart = json.map(path -> outputs.open("--json", path));
            Optional<Path> predictionsPart =
                    predictions.map(path -> outputs.open("--predictions", path));

            progress.report("reading the file", 0);
            TableReader reader = TableReader.open(file);
            Choices choices = choices(reader.columns());
            LoadedTable loaded = read(reader, choices, progress);
            Learned learned =
                    Learner.learn(
                            task(loaded, choices),
                            (stage, share) ->
                                    progress.report(stage, READING + (1 - READING) * share));

            Files.writeString(reportPart, ProofReport.html(learned.proof(), LocalDate.now(clock)));
            learned.model().save(modelPart);
            if (jsonPart.isPresent()) {
                Files.writeString(jsonPart.get(), ProofJson.write(learned.proof()));
            }
            if (predictionsPart.isPresent()) {
                writePredictions(learned, loaded, predictionsPart.get());
            }
            outputs.finish();
            progress.clear();
            tell(learned, reportFile, modelFile);
        }
        return 0;
    }

    private void checkNumbers() {
        if (folds < 2 || folds > MOST_FOLDS) {
            throw new UserMistake(
                    "--folds: %d folds; choose from 2 to %d".formatted(folds, MOST_FOLDS));
        }
    }

    private LoadedTable read(TableReader reader, Choices choices, Progress progress) {
        return reader.read(
                ReadOptions.defaults()
                        .withKinds(choices.kinds())
                        .withKept(choices.kept())
                        .withVerbatim(Set.of(target))
                        .withSample(MOST_ROWS, seed)
                        .withSampleOf(target, this::mayHaveOutcome)
                        .withProgress(
                                share -> progress.report("reading the file", READING * share)));
    }

    /// Whether a row may enter a sample: an open lead would only take the place of one to learn
    /// from.
    private boolean mayHaveOutcome(String value) {
        if (value.isBlank()) {
            return positive.contains("any"); // there, an empty cell is an outcome
        }
        if (negative.isEmpty() || positive.isEmpty()) {
            return true;
        }
        return Stream.of(positive, negative)
                .flatMap(values -> NameList.split(values).stream())
                .anyMatch(named -> CellFormat.fold(named).equals(CellFormat.fold(value)));
    }

    /// What the options say about columns of this file, all of them checked.
    private Choices choices(List<String> columns) {
        NameList.column("--target", target, columns);
        time.filter(column -> !column.equals(TimeOrder.FILE_ORDER))
                .ifPresent(column -> NameList.column("--time", column, columns));
        var excluded = Set.copyOf(NameList.columns("--exclude", exclude, columns));
        var kept = Set.copyOf(NameList.columns("--keep", keep, columns));
        if (excluded.contains(target)) {
            throw new UserMistake(
                    "--exclude: '%s' is the target; leave it out of the list".formatted(target));
        }
        for (String name : kept) {
            if (excluded.contains(name)) {
                throw new UserMistake(
                        "--exclude and --keep both name '%s'; decide for one".formatted(name));
            }
        }
        Map<String, Kind> kindOf = new HashMap<>();
        for (String pair : kinds) {
            Assignment assignment = Assignment.of("--kind", pair, columns);
            kindOf.put(assignment.column(), Kinds.named("--kind", assignment.value()));
        }
        Map<String, Side> sideOf = new HashMap<>();
        for (String pair : sides) {
            Assignment assignment = Assignment.of("--side", pair, columns);
            sideOf.put(assignment.column(), side(assignment.value()));
        }
        return new Choices(excluded, kept, kindOf, sideOf);
    }

    private static Side side(String word) {
        return switch (word) {
            case "fit" -> Side.FIT;
            case "engagement" -> Side.ENGAGEMENT;
            default ->
                    throw new UserMistake(
                            "--side: '%s' is neither fit nor engagement".formatted(word));
        };
    }

    private LearningTask task(LoadedTable loaded, Choices choices) {
        Table table = loaded.table();
        var column = (TextColumn) table.column(target).orElseThrow();
        Outcome outcome = Outcome.of(column, NameList.split(positive), NameList.split(negative));
        Optional<TimeOrder> order =
                time.isPresent()
                        ? Optional.of(TimeOrder.by(table, time.get()))
                        : TimeOrder.recognise(table);
        List<ColumnSchema> inputs = new ArrayList<>();
        List<Column> profile = new ArrayList<>();
        List<Column> used = new ArrayList<>();
        for (Column input : table.columns()) {
            boolean isExcluded = choices.excluded().contains(input.name());
            inputs.add(isExcluded ? leftOut(input.schema()) : input.schema());
            if (!input.name().equals(target)) {
                profile.add(input);
                if (!isExcluded) {
                    used.add(input);
                }
            }
        }
        return new LearningTask(
                InputFile.name(file),
                loaded.facts().rows(),
                loaded.facts().sampled(),
                inputs,
                loaded.columnFacts().stream()
                        .collect(Collectors.toMap(ColumnFacts::name, Function.identity())),
                ProfileFeatures.derive(new Table(table.rows(), used)),
                outcome,
                Groups.of(Persons.groups(new Table(table.rows(), profile))),
                order,
                choices.kept(),
                choices.sides(),
                loaded.facts().notes(),
                folds,
                seed);
    }

    private static ColumnSchema leftOut(ColumnSchema schema) {
        return new ColumnSchema(
                schema.name(),
                schema.source(),
                schema.kind(),
                "left out on request",
                schema.format());
    }

    private static void writePredictions(Learned learned, LoadedTable loaded, Path file)
            throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            writer.write("row,outcome,fold,probability\n");
            for (Learned.OutOfFold prediction : learned.outOfFold()) {
                writer.write(
                        "%d,%d,%d,%s\n"
                                .formatted(
                                        loaded.sourceRow(prediction.row()),
                                        prediction.converted() ? 1 : 0,
                                        prediction.fold(),
                                        prediction.probability()));
            }
        }
    }

    /// @param excluded columns to do without
    /// @param kept columns that stay whatever they seem to know
    /// @param kinds and sides that a person chose, by column
    private record Choices(
            Set<String> excluded,
            Set<String> kept,
            Map<String, Kind> kinds,
            Map<String, Side> sides) {}

    private void tell(Learned learned, Path reportFile, Path modelFile) {
        ProofText.lines(learned.proof(), terminal.colour()).forEach(out::println);
        out.println();
        out.println("Report       " + reportFile);
        out.println("Model        " + modelFile);
        json.ifPresent(path -> out.println("Data         " + path));
        predictions.ifPresent(path -> out.println("Predictions  " + path));
        out.println();
        out.printf(
                "Score new leads: prox score NEW-LEADS --model %s --out scored.csv%n", modelFile);
    }
}
