package io.prox.app;

import io.prox.features.ProfileFeatures;
import io.prox.learning.Model;
import io.prox.learning.Scored;
import io.prox.tables.reading.Chunk;
import io.prox.tables.reading.StreamFacts;
import io.prox.tables.reading.TableReader;
import io.prox.tables.writing.CsvRows;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `prox score`: scores a file of leads with a model, row by row, in any size.
@Command(
        name = "score",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = {
            "Scores leads with a model: the file's own columns, then probability, its interval,"
                    + " score (0-100), fit (A-D), engagement (1-4) and the three main reasons.",
            ""
        },
        footer = {"", "Example: prox score new-leads.csv --model leads.prox --out scored.csv"})
final class ScoreCommand implements Callable<Integer> {
    private static final String STANDARD_OUTPUT = "-";
    private static final int ROWS_PER_CHUNK = 2_000;

    private final OutputStream data;
    private final PrintStream err;
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "leads: CSV, TSV, XLSX or JSON lines, also .gz")
    private Path file = Path.of("");

    @Option(
            names = "--model",
            required = true,
            paramLabel = "FILE",
            description = "the model that 'prox evaluate' wrote")
    private Path model = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "where to write the scored leads, as CSV; -: standard output"
                            + " (${DEFAULT-VALUE})")
    private String output = STANDARD_OUTPUT;

    @SuppressWarnings("UnusedVariable") // Main looks for it, as it must work where parsing fails
    @Option(names = "--debug", description = "show stack traces")
    private boolean debug;

    ScoreCommand(OutputStream data, PrintStream err, Terminal terminal) {
        this.data = data;
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        InputFile.check(file);
        InputFile.check(model);
        Model loaded = Model.load(model);
        try (var outputs = new Outputs(file, model)) {
            if (output.equals(STANDARD_OUTPUT)) {
                score(loaded, new StandardOutput(data));
            } else {
                Path part = outputs.open("--out", Path.of(output));
                score(loaded, Files.newOutputStream(part));
                outputs.finish();
            }
        }
        return 0;
    }

    private void score(Model loaded, OutputStream stream) throws IOException {
        TableReader reader = TableReader.open(file);
        checkMatches(loaded, reader.columns());
        ScoredRows.Header header = ScoredRows.header(reader.columns());
        var seen = new Seen(loaded.usedColumns());
        StreamFacts facts;
        try (var rows = new CsvRows(new OutputStreamWriter(stream, StandardCharsets.UTF_8), ',');
                var progress = new ProgressLine(err, terminal.live(), System::nanoTime)) {
            rows.write(header.names());
            progress.report("scoring", 0);
            facts =
                    reader.chunks(
                            loaded.inputs(),
                            ROWS_PER_CHUNK,
                            chunk -> {
                                score(loaded, chunk, seen, rows);
                                progress.report("scoring", chunk.shareRead());
                            });
        }
        err.printf("prox: scored %,d leads%n", seen.rows());
        if (!header.renamed().isEmpty()) {
            note(
                    "the file has columns with names of the score's, which are kept under others: "
                            + String.join(", ", header.renamed()));
        }
        facts.notes().forEach(this::note);
        seen.sentences(loaded.inputs(), reader.columns()).forEach(this::note);
    }

    /// A score from nothing but absences would look like one.
    private void checkMatches(Model loaded, List<String> columns) {
        List<String> used = loaded.usedColumns();
        if (used.stream().noneMatch(columns::contains)) {
            throw new UserMistake(
                    "%s has none of the columns that the model %s reads (%s); it has %s. Is it the right model?"
                            .formatted(file, model, Seen.list(used), Seen.list(columns)));
        }
    }

    private void note(String sentence) {
        err.println("prox: " + sentence);
    }

    private static void score(Model loaded, Chunk chunk, Seen seen, CsvRows rows) {
        List<Scored> scores = loaded.score(ProfileFeatures.derive(chunk.table()));
        seen.rows(chunk.table());
        seen.unsure(scores.stream().filter(scored -> !scored.hasEvidence()).count());
        try {
            Iterator<Scored> next = scores.iterator();
            for (Chunk.Line line : chunk.lines()) {
                var cells = new ArrayList<>(line.cells());
                cells.addAll(line.whole() ? ScoredRows.cells(next.next()) : ScoredRows.unscored());
                rows.write(cells);
            }
        } catch (IOException failed) {
            throw new WriteFailure(failed);
        }
    }

    /// Standard output, which outlives the command.
    private static final class StandardOutput extends FilterOutputStream {
        StandardOutput(OutputStream stream) {
            super(stream);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
