package io.prox.tables.reading;

import io.prox.tables.TableException;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/// Rows of the first visible sheet of an Excel workbook that holds anything. A cell becomes the
/// text it would have in a CSV file: a date by its style `2024-03-31`, a per cent `12.5%`, a
/// formula its last result.
final class SpreadsheetRows implements RowReader {
    private final ReadableWorkbook workbook;
    private final Stream<org.dhatim.fastexcel.reader.Row> stream;
    private final Iterator<org.dhatim.fastexcel.reader.Row> rows;
    private final Row row = new Row();

    SpreadsheetRows(Workbook file) throws IOException {
        try {
            workbook = file.open();
        } catch (RuntimeException damaged) {
            throw damaged(damaged);
        }
        try {
            stream = firstWithData().openStream();
            rows = stream.iterator();
        } catch (IOException unreadable) {
            workbook.close();
            throw unreadable;
        } catch (RuntimeException damaged) {
            workbook.close();
            throw damaged(damaged);
        }
    }

    /// The parser meets damaged parts with whatever its XML reader and its own code throw.
    private TableException damaged(RuntimeException cause) {
        if (cause instanceof TableException known) {
            return known;
        }
        return new TableException(
                ("damaged Excel workbook after row %d: open and save it again, or export it"
                                + " as CSV")
                        .formatted(row.line()),
                cause);
    }

    @Override
    public boolean advance() {
        try {
            while (rows.hasNext()) {
                org.dhatim.fastexcel.reader.Row next = rows.next();
                if (read(next)) {
                    return true;
                }
            }
            return false;
        } catch (RuntimeException damaged) {
            throw damaged(damaged);
        }
    }

    /// @return false if the row is empty
    private boolean read(org.dhatim.fastexcel.reader.Row cells) {
        row.begin(cells.getRowNum());
        for (int column = 0; column < cells.getCellCount(); column++) {
            row.add(cells.getOptionalCell(column).map(SpreadsheetRows::text).orElse(""));
        }
        return !row.isBlankFrom(0);
    }

    @Override
    public Row row() {
        return row;
    }

    @Override
    public void close() throws IOException {
        stream.close();
        workbook.close();
    }

    private Sheet firstWithData() throws IOException {
        for (Sheet sheet : workbook.getSheets().toList()) {
            if (sheet.getVisibility() != SheetVisibility.VISIBLE) {
                continue;
            }
            try (Stream<org.dhatim.fastexcel.reader.Row> content = sheet.openStream()) {
                if (content.anyMatch(this::read)) {
                    return sheet;
                }
            }
        }
        throw new TableException("the workbook is empty: no visible sheet holds anything");
    }

    private static String text(Cell cell) {
        if (cell.getType() == CellType.NUMBER) {
            return number(cell);
        }
        Object value = cell.getValue();
        if (value instanceof BigDecimal) {
            return number(cell);
        }
        if (value instanceof Boolean flag) {
            return flag ? "TRUE" : "FALSE";
        }
        String raw = cell.getRawValue();
        if (value != null && cell.getType() == CellType.STRING) {
            return cell.getText();
        }
        return raw == null ? "" : raw;
    }

    private static String number(Cell cell) {
        String format = cell.getDataFormatString();
        String raw = cell.getRawValue();
        if (raw == null) {
            return "";
        }
        if (format != null && isDate(format)) {
            return date(cell, raw);
        }
        BigDecimal number = shortest(raw);
        return format != null && format.endsWith("%")
                ? number.movePointRight(2).stripTrailingZeros().toPlainString() + "%"
                : number.toPlainString();
    }

    /// Workbooks store up to 17 digits, where 0.1 became 0.10000000000000001.
    private static BigDecimal shortest(String raw) {
        BigDecimal stored = new BigDecimal(raw);
        BigDecimal number =
                stored.precision() > 15 ? BigDecimal.valueOf(stored.doubleValue()) : stored;
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }

    private static String date(Cell cell, String raw) {
        LocalDateTime instant = cell.asDate();
        if (new BigDecimal(raw).abs().compareTo(BigDecimal.ONE) < 0) {
            return instant.toLocalTime().toString();
        }
        return instant.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? instant.toLocalDate().toString()
                : instant.toString();
    }

    /// Whether a number format shows a date: letters of day, month, year, hour or second outside
    /// quotes, escapes and brackets. `[h]:mm` is a span of time and stays a number.
    private static boolean isDate(String format) {
        String bare =
                format.split(";", 2)[0]
                        .replaceAll("\"[^\"]*\"|\\\\.|_.", "")
                        .toLowerCase(Locale.ROOT);
        if (bare.matches(".*\\[(h+|m+|s+)\\].*")) {
            return false;
        }
        String letters = bare.replaceAll("\\[[^]]*]|am/pm|a/p|general", "");
        return letters.matches(".*[dmyhs].*") && !letters.matches(".*[0#?].*");
    }
}
