package io.prox.simulators.company;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Exports the past as files, one a source, each in the way of the system it comes from.
public final class CompanyFiles {
    /// Leads whose row stands in the file twice.
    static final double COPIED = 0.012;

    /// Leads after which there is a row that must be refused.
    static final double REFUSED = 0.004;

    private static final int MOST_ROWS_BETWEEN_COPIES = 40;

    /// Room for a copy and a refused row between two leads.
    private static final int PLACES = 4;

    private final Company company;
    private final Instant until;

    private CompanyFiles(Company company, Instant until) {
        this.company = company;
        this.until = until;
    }

    /// Writes the whole past.
    ///
    /// @param folder made if it is not there; files of the same names are replaced
    public static List<WrittenFile> write(Company company, Path folder) throws IOException {
        return write(company, folder, company.settings().now());
    }

    /// Writes what was known just before an instant: the leads that had come, with what had become
    /// of them.
    ///
    /// @param folder made if it is not there; files of the same names are replaced
    /// @param until may be any time of the past
    public static List<WrittenFile> write(Company company, Path folder, Instant until)
            throws IOException {
        Files.createDirectories(folder);
        var files = new CompanyFiles(company, until);
        var written = new ArrayList<WrittenFile>();
        for (Source source : Source.values()) {
            written.add(files.write(source, folder.resolve(name(source))));
        }
        return List.copyOf(written);
    }

    private static String name(Source source) {
        return switch (source) {
            case WEB_FORM -> "web-form.csv";
            case WEBINAR -> "webinar.csv";
            case TRADE_FAIR -> "trade-fair.csv";
            case PARTNER -> "partner-referrals.xlsx";
            case OUTBOUND -> "outbound.csv";
            case CONTENT -> "content-downloads.jsonl";
        };
    }

    private WrittenFile write(Source source, Path path) throws IOException {
        List<Column> columns = Column.of(source);
        List<Placed> rows = rows(source);
        try (Sheet sheet = sheet(source, path, columns.stream().map(Column::header).toList())) {
            for (Placed placed : rows) {
                Row row = placed.row();
                sheet.write(columns.stream().map(column -> column.cell().apply(row)).toList());
            }
        }
        int refused = count(rows, Kind.REFUSED);
        int copies = count(rows, Kind.COPY);
        return new WrittenFile(
                path, source.label, rows.size(), rows.size() - refused - copies, copies, refused);
    }

    private static Sheet sheet(Source source, Path path, List<String> header) throws IOException {
        return switch (source) {
            case PARTNER -> new WorkbookSheet(path, "Referrals", header);
            case CONTENT -> new JsonSheet(writer(source, path), header);
            case WEB_FORM, WEBINAR, TRADE_FAIR, OUTBOUND ->
                    new DelimitedSheet(
                            writer(source, path), DelimitedSheet.Style.of(source), header);
        };
    }

    private static Writer writer(Source source, Path path) throws IOException {
        BufferedWriter writer = Files.newBufferedWriter(path, Conventions.of(source).charset());
        if (source == Source.WEBINAR) {
            writer.write('\uFEFF');
        }
        return writer;
    }

    private enum Kind {
        LEAD,
        COPY,
        REFUSED
    }

    /// A row with its place in the file.
    private record Placed(long place, Kind kind, Row row) {}

    private List<Placed> rows(Source source) {
        Conventions conventions = Conventions.of(source);
        var rows = new ArrayList<Placed>();
        for (Lead lead : company.leads()) {
            if (lead.source() == source && lead.createdAt().isBefore(until)) {
                addRows(lead, conventions, rows);
            }
        }
        rows.sort(Comparator.comparingLong(Placed::place));
        return rows;
    }

    private void addRows(Lead lead, Conventions conventions, List<Placed> rows) {
        long place = (long) lead.number() * PLACES;
        Dice dice = dice(place);
        rows.add(
                new Placed(
                        place,
                        Kind.LEAD,
                        row(lead, Defect.NONE, conventions, place, !lead.firstKnown())));
        if (dice.chance(COPIED)) {
            long later = PLACES * (1L + dice.below(MOST_ROWS_BETWEEN_COPIES)) + 1;
            rows.add(
                    new Placed(
                            place + later,
                            Kind.COPY,
                            row(lead, Defect.NONE, conventions, place + 1, true)));
        }
        if (dice.chance(REFUSED)) {
            Defect defect =
                    dice.oneOf(
                            List.of(
                                    Defect.NO_IDENTITY,
                                    Defect.BROKEN_ADDRESS,
                                    Defect.IMPOSSIBLE_DATE));
            rows.add(
                    new Placed(
                            place + 2,
                            Kind.REFUSED,
                            row(
                                    company.strangerBeside(lead),
                                    defect,
                                    conventions,
                                    place + 2,
                                    false)));
        }
    }

    private Row row(
            Lead lead, Defect defect, Conventions conventions, long place, boolean careless) {
        // other dice than those that decide which rows there are
        Dice dice = dice(place + (long) PLACES * Lead.MOST);
        return new Row(lead, defect, new Handwriting(conventions, dice, careless), until);
    }

    private Dice dice(long place) {
        return new Dice(company.settings().seed(), Dice.Purpose.EXPORT, place);
    }

    private static int count(List<Placed> rows, Kind kind) {
        return (int) rows.stream().filter(row -> row.kind() == kind).count();
    }
}
