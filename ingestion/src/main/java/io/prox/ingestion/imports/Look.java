package io.prox.ingestion.imports;

import io.prox.features.fields.SensitiveWords;
import io.prox.features.reading.Texts;
import io.prox.tables.Column;
import io.prox.tables.DatePattern.Order;
import io.prox.tables.Kind;
import io.prox.tables.TableException;
import io.prox.tables.reading.Chunk;
import io.prox.tables.reading.LoadedTable;
import io.prox.tables.reading.ReadOptions;
import io.prox.tables.reading.TableReader;
import io.prox.tables.reading.TableSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What was found in a file. Holds samples of its cells, so it is kept sealed; names and cells are
/// without characters that cannot be kept or seen.
///
/// @param format in words: `CSV, gzip`
/// @param encoding `UTF-8`; empty for a workbook
/// @param delimiter `semicolon`; empty for other formats
/// @param rows of the file, without the header
/// @param notes what a person should know about the reading, in sentences
record Look(
        String format,
        String encoding,
        String delimiter,
        long rows,
        List<String> notes,
        List<LookedAt> columns) {
    /// So many rows are enough to tell what columns hold; of a longer file they are drawn from all
    /// of it.
    private static final int MOST_ROWS = 100_000;

    private static final long SEED = 1;
    private static final int FIRST_ROWS = 2_000;
    private static final int SAMPLES = 60;
    private static final int MOST_VALUES = 200;

    Look {
        notes = List.copyOf(notes);
        columns = List.copyOf(columns);
    }

    /// A column of the file.
    ///
    /// @param kind what its cells were taken for
    /// @param why in a few words
    /// @param missing the share of its cells that say nothing, from 0 to 1
    /// @param samples some different cells as they stand
    /// @param values all different values, where they are few; else those that were met first
    /// @param allValues whether `values` are all that were met
    /// @param sensitive why it may be of a special category of personal data
    record LookedAt(
            String name,
            Kind kind,
            String why,
            CellReading reading,
            double missing,
            List<String> samples,
            List<String> values,
            boolean allValues,
            Optional<String> sensitive) {
        LookedAt {
            samples = List.copyOf(samples);
            values = List.copyOf(values);
        }

        private LookedAt withoutCells() {
            return new LookedAt(
                    name, kind, why, reading, missing, List.of(), List.of(), false, sensitive);
        }

        /// Whether its cells may say who a person is, going by what they are.
        boolean mayIdentify() {
            return sensitive.isPresent()
                    || switch (kind) {
                        case EMAIL, PHONE, URL, TEXT, IDENTIFIER, DUPLICATE -> true;
                        case NUMBER, ORDERED, CATEGORY, MANY_VALUED, DATE, BOOLEAN, CONSTANT ->
                                false;
                    };
        }
    }

    /// The same without any cell of the file.
    Look withoutCells() {
        return new Look(
                format,
                encoding,
                delimiter,
                rows,
                notes,
                columns.stream().map(LookedAt::withoutCells).toList());
    }

    /// Reads a file to its end, and tells what its columns hold.
    ///
    /// @throws TableException if it is no table that can be read
    static Look at(TableSource source) {
        TableReader reader = TableReader.open(source).bearingMisshapenRows();
        LoadedTable table = reader.read(ReadOptions.defaults().withSample(MOST_ROWS, SEED));
        List<Chunk.Line> first =
                reader.first(FIRST_ROWS).stream().filter(Chunk.Line::whole).toList();
        var columns = new ArrayList<LookedAt>();
        for (int column = 0; column < table.table().columns().size(); column++) {
            columns.add(lookAt(column, table, first));
        }
        return new Look(
                table.facts().format(),
                table.facts().encoding(),
                table.facts().delimiter(),
                table.facts().rows(),
                table.facts().notes(),
                columns);
    }

    private static LookedAt lookAt(int number, LoadedTable table, List<Chunk.Line> first) {
        Column column = table.table().columns().get(number);
        Set<String> samples = new LinkedHashSet<>();
        for (Chunk.Line line : first) {
            String cell = line.cells().get(number);
            if (samples.size() < SAMPLES && !column.schema().format().isMissing(cell)) {
                samples.add(Texts.clean(cell));
            }
        }
        List<String> levels = column.schema().levels().stream().map(Texts::clean).toList();
        List<String> values = levels.isEmpty() ? List.copyOf(samples) : levels;
        int missing = table.columnFacts().get(number).missing();
        int rows = table.table().rows();
        return new LookedAt(
                Texts.clean(column.name()),
                column.schema().kind(),
                column.schema().reason(),
                CellReading.of(column.schema()),
                rows == 0 ? 1 : (double) missing / rows,
                List.copyOf(samples),
                values.subList(0, Math.min(values.size(), MOST_VALUES)),
                values.size() <= (levels.isEmpty() ? SAMPLES - 1 : MOST_VALUES),
                SensitiveWords.find(column.name(), List.copyOf(samples))
                        .map(
                                finding ->
                                        "may be about %s: %s"
                                                .formatted(
                                                        finding.category().words(),
                                                        finding.reason())));
    }

    /// How the cells of a column are read that is mapped so.
    CellReading reading(LookedAt column, Mapping.Mapped mapped) {
        return mapped.standard()
                .map(
                        field ->
                                switch (field.type()) {
                                    case INSTANT ->
                                            column.reading().asDates(column.samples(), dateOrder());
                                    case MONEY -> column.reading().asNumbers(column.samples());
                                    default -> column.reading();
                                })
                .orElse(column.reading());
    }

    Optional<LookedAt> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /// Whether days or months come first, where some column of dates has both in figures.
    Optional<Order> dateOrder() {
        return dateOrder(columns.stream().map(LookedAt::reading).toList());
    }

    static Optional<Order> dateOrder(List<CellReading> readings) {
        return readings.stream()
                .flatMap(reading -> reading.dateOrder().stream())
                .filter(order -> order == Order.DAY_MONTH_YEAR || order == Order.MONTH_DAY_YEAR)
                .findFirst();
    }
}
