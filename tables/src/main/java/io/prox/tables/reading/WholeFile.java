package io.prox.tables.reading;

import io.prox.tables.Cells;
import io.prox.tables.Column;
import io.prox.tables.Table;
import io.prox.tables.TableException;
import io.prox.tables.kinds.ColumnKinds;
import io.prox.tables.kinds.Decision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// One reading of a file into memory.
///
/// The cells are kept as text while kinds are decided and let go of column by column as typed ones
/// are made, so that a file is never twice in memory. A file with too many rows is counted to its
/// end first, then a sample of known size is drawn in a second reading.
final class WholeFile {
    private static final int ROWS_BETWEEN_PROGRESS = 1 << 13;
    private static final int COLUMNS_NAMED = 4;

    private final FileShape shape;
    private final ReadOptions options;
    private final Misshapen misshapen;
    private final List<String> notes;
    private final int admissionColumn;

    private Cells.Builder[] builders = new Cells.Builder[0];
    private int[] sourceRows = new int[1024];
    private int kept;
    private long rows;
    private long admitted;
    private boolean sampled;

    WholeFile(FileShape shape, ReadOptions options, Misshapen misshapen) {
        this.shape = shape;
        this.options = options;
        this.misshapen = misshapen;
        this.notes = new ArrayList<>(shape.notes());
        options.kinds().keySet().forEach(this::refuseUnknown);
        options.verbatim().forEach(this::refuseUnknown);
        options.admission().ifPresent(admission -> refuseUnknown(admission.column()));
        this.admissionColumn =
                options.admission()
                        .map(admission -> shape.columns().indexOf(admission.column()))
                        .orElse(-1);
    }

    private void refuseUnknown(String column) {
        if (!shape.columns().contains(column)) {
            throw new TableException(
                    "there is no column `%s`; the columns are: %s"
                            .formatted(column, String.join(", ", shape.columns())));
        }
    }

    LoadedTable load() throws IOException {
        readAll();
        if (sampled) {
            drawSample();
        }
        Cells[] cells = new Cells[builders.length];
        for (int column = 0; column < cells.length; column++) {
            cells[column] = builders[column].build();
        }
        builders = new Cells.Builder[0];
        ColumnKinds kinds =
                ColumnKinds.decide(
                        shape.columns(),
                        Arrays.asList(cells),
                        options.kinds(),
                        options.kept(),
                        options.verbatim(),
                        shape.delimiter());
        return typed(kinds, cells);
    }

    /// Keeps all rows, or none but their number if there are too many.
    private void readAll() throws IOException {
        startBuilders();
        try (var data = new DataRows(shape, misshapen)) {
            while (data.advance()) {
                Row row = data.row();
                if (mayEnter(row)) {
                    admitted++;
                }
                if (!sampled) {
                    sampled = kept == options.maxRows();
                    if (sampled) {
                        builders = new Cells.Builder[0];
                    } else {
                        keep(row, data.count() - 1);
                    }
                }
                report(data);
            }
            notes.addAll(data.verdict("were left out"));
            rows = data.count();
        }
    }

    /// Draws exactly as many rows as may be kept, each admitted row with the same chance, in one
    /// pass over rows whose number is known.
    ///
    /// Source: Knuth, The Art of Computer Programming, vol. 2, section 3.4.2, algorithm S.
    private void drawSample() throws IOException {
        startBuilders();
        kept = 0;
        boolean anyRow = admitted == 0;
        long left = anyRow ? rows : admitted;
        long wanted = Math.min(options.maxRows(), left);
        var random = new SplittableRandom(options.seed());
        try (var data = new DataRows(shape, misshapen)) {
            while (wanted > 0 && data.advance()) {
                Row row = data.row();
                if (anyRow || mayEnter(row)) {
                    if (random.nextLong(left) < wanted) {
                        keep(row, data.count() - 1);
                        wanted--;
                    }
                    left--;
                }
                report(data);
            }
        }
        notes.add(
                "The file has %,d rows; a random sample of %,d was read (seed %d)%s."
                        .formatted(
                                rows,
                                kept,
                                options.seed(),
                                options.admission()
                                        .map(
                                                admission ->
                                                        ", of the %,d rows that `%s` admits"
                                                                .formatted(
                                                                        admitted,
                                                                        admission.column()))
                                        .orElse("")));
    }

    private void startBuilders() {
        builders = new Cells.Builder[shape.columns().size()];
        Arrays.setAll(builders, column -> new Cells.Builder());
    }

    private boolean mayEnter(Row row) {
        return options.admission()
                .map(admission -> admission.admitted().test(row.text(admissionColumn)))
                .orElse(true);
    }

    private void keep(Row row, long sourceRow) {
        for (int column = 0; column < builders.length; column++) {
            row.copyTo(builders[column], column);
        }
        if (kept == sourceRows.length) {
            sourceRows = Arrays.copyOf(sourceRows, kept + kept / 2);
        }
        sourceRows[kept++] = Math.toIntExact(sourceRow);
    }

    private void report(DataRows data) {
        if (data.count() % ROWS_BETWEEN_PROGRESS == 0) {
            options.progress().accept(shape.bytes().shareRead());
        }
    }

    private LoadedTable typed(ColumnKinds kinds, Cells[] cells) {
        var columns = new Column[cells.length];
        var facts = new ColumnFacts[cells.length];
        IntStream.range(0, cells.length)
                .parallel()
                .forEach(
                        column -> {
                            Decision decision = kinds.columns().get(column);
                            columns[column] = decision.schema().read(cells[column]);
                            facts[column] =
                                    ColumnFacts.of(decision, columns[column], cells[column]);
                            cells[column] = Cells.of(List.of());
                        });
        kinds.columns().forEach(decision -> notes.addAll(decision.notes()));
        notes.addAll(missingWords(kinds.columns()));
        options.progress().accept(1);
        return new LoadedTable(
                new Table(kept, List.of(columns)),
                new FileFacts(
                        shape.source().name(),
                        shape.format().words() + (shape.bytes().isGzip() ? ", gzip" : ""),
                        shape.format().isText() ? shape.encoding().words() : "",
                        delimiterWords(),
                        kinds.decimalMark(),
                        rows,
                        kept,
                        sampled,
                        notes),
                List.of(facts),
                Arrays.copyOf(sourceRows, kept));
    }

    private static List<String> missingWords(List<Decision> decisions) {
        var columnsOfWord = new TreeMap<String, List<String>>();
        for (Decision decision : decisions) {
            for (String word : decision.missingWords()) {
                columnsOfWord
                        .computeIfAbsent(word, unseen -> new ArrayList<>())
                        .add(decision.schema().name());
            }
        }
        var sentences = new ArrayList<String>();
        for (Map.Entry<String, List<String>> entry : columnsOfWord.entrySet()) {
            List<String> columns = entry.getValue();
            int more = columns.size() - COLUMNS_NAMED;
            sentences.add(
                    "`%s` counts as missing in %s%s."
                            .formatted(
                                    entry.getKey(),
                                    String.join(
                                            ", ",
                                            columns.subList(
                                                    0, Math.min(columns.size(), COLUMNS_NAMED))),
                                    more > 0 ? " and %d more columns".formatted(more) : ""));
        }
        return sentences;
    }

    private String delimiterWords() {
        return switch (shape.delimiter()) {
            case ',' -> "comma";
            case ';' -> "semicolon";
            case '\t' -> "tab";
            case '|' -> "pipe";
            case '\0' -> "";
            default -> String.valueOf(shape.delimiter());
        };
    }
}
