package io.prox.simulators.company;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.Writer;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// Delimited text.
final class DelimitedSheet implements Sheet {
    /// How values are written.
    ///
    /// @param delimiter between cells
    /// @param moments in UTC
    /// @param decimalMark before fractions
    record Style(
            char delimiter, DateTimeFormatter moments, char decimalMark, String yes, String no) {
        static Style of(Source source) {
            return switch (source) {
                case WEBINAR -> new Style(',', pattern("M/d/yyyy h:mm a"), '.', "Yes", "No");
                case TRADE_FAIR -> new Style(';', pattern("dd.MM.yyyy"), ',', "Ja", "Nein");
                case OUTBOUND -> new Style(',', pattern("dd-MMM-yyyy"), '.', "Y", "N");
                case WEB_FORM, PARTNER, CONTENT ->
                        new Style(',', pattern("yyyy-MM-dd HH:mm:ss"), '.', "yes", "no");
            };
        }

        private static DateTimeFormatter pattern(String pattern) {
            return DateTimeFormatter.ofPattern(pattern, Locale.US).withZone(ZoneOffset.UTC);
        }

        String text(Cell cell) {
            return switch (cell) {
                case Cell.Missing _ -> "";
                case Cell.Text text -> text.text();
                case Cell.Quantity number ->
                        number.value().toPlainString().replace('.', decimalMark);
                case Cell.Moment moment -> moments.format(moment.instant());
                case Cell.YesNo answer -> answer.yes() ? yes : no;
            };
        }
    }

    private final CsvWriter csv;
    private final Style style;

    /// @param out closed with this
    DelimitedSheet(Writer out, Style style, List<String> header) {
        this.style = style;
        csv =
                CsvWriter.builder()
                        .fieldSeparator(style.delimiter())
                        .lineDelimiter(LineDelimiter.CRLF)
                        .build(out);
        csv.writeRecord(header);
    }

    @Override
    public void write(List<Cell> cells) {
        csv.writeRecord(cells.stream().map(style::text).toList());
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
