package io.prox.simulators.company;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/// An Excel workbook of one sheet. The library writes the time of writing into it, which would make
/// each file another one; so a draft is written and copied with a fixed time.
final class WorkbookSheet implements Sheet {
    private static final LocalDateTime WRITTEN = LocalDateTime.of(2026, 1, 1, 0, 0);
    private static final Pattern CREATED = Pattern.compile("(<dcterms:created[^>]*>)[^<]*");
    private static final String MOMENT_FORMAT = "yyyy-mm-dd hh:mm";

    private final Path file;
    private final Path draft;
    private final Workbook workbook;
    private final Worksheet sheet;
    private int row;

    WorkbookSheet(Path file, String name, List<String> header) throws IOException {
        this.file = file;
        draft = Files.createTempFile("prox", ".xlsx");
        workbook = new Workbook(Files.newOutputStream(draft), "Partner portal", "1.0");
        sheet = workbook.newWorksheet(name);
        for (int column = 0; column < header.size(); column++) {
            sheet.value(0, column, header.get(column));
        }
    }

    @Override
    public void write(List<Cell> cells) {
        row++;
        for (int column = 0; column < cells.size(); column++) {
            switch (cells.get(column)) {
                case Cell.Missing _ -> {}
                case Cell.Text text -> sheet.value(row, column, text.text());
                case Cell.Quantity number -> sheet.value(row, column, number.value());
                case Cell.YesNo answer -> sheet.value(row, column, answer.yes());
                case Cell.Moment moment -> {
                    sheet.value(
                            row, column, LocalDateTime.ofInstant(moment.instant(), ZoneOffset.UTC));
                    sheet.style(row, column).format(MOMENT_FORMAT).set();
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            workbook.close();
            copy();
        } finally {
            Files.delete(draft);
        }
    }

    private void copy() throws IOException {
        try (var from = new ZipFile(draft.toFile());
                var to = new ZipOutputStream(Files.newOutputStream(file))) {
            for (ZipEntry entry : Collections.list(from.entries())) {
                var copied = new ZipEntry(entry.getName());
                copied.setTimeLocal(WRITTEN);
                to.putNextEntry(copied);
                try (InputStream part = from.getInputStream(entry)) {
                    to.write(timeless(entry.getName(), part.readAllBytes()));
                }
                to.closeEntry();
            }
        }
    }

    private static byte[] timeless(String name, byte[] part) {
        if (!name.equals("docProps/core.xml")) {
            return part;
        }
        String text = new String(part, StandardCharsets.UTF_8);
        return CREATED.matcher(text)
                .replaceAll("$1" + WRITTEN + ":00Z")
                .getBytes(StandardCharsets.UTF_8);
    }
}
