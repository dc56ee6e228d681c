package io.prox.tables.reading;

import io.prox.tables.TableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;

/// An Excel workbook, known to be one and to be harmless. On a disk it is read in place; elsewhere
/// it is taken into memory while it is open, since its parts lie in no order.
final class Workbook {
    private final TableSource source;
    private final boolean hasStyles;

    private Workbook(TableSource source, boolean hasStyles) {
        this.source = source;
        this.hasStyles = hasStyles;
    }

    /// Looks through a zip archive: whether it is a workbook, and, by unpacking every part once
    /// without keeping it, whether it is damaged or hostile, which is told so before its parts are
    /// read into memory.
    static Workbook check(TableSource source) throws IOException {
        try (ZipFile zip = zip(source)) {
            var parts = new ArrayList<String>();
            zip.getEntries().asIterator().forEachRemaining(part -> parts.add(part.getName()));
            refuseOthers(parts);
            unpack(zip, Math.max(1, source.size()));
            // The parser insists on styles when asked for them, and some programs write none.
            return new Workbook(
                    source, parts.stream().anyMatch(part -> part.endsWith("styles.xml")));
        }
    }

    ReadableWorkbook open() throws IOException {
        var options = new ReadingOptions(hasStyles, true);
        return source.file().isPresent()
                ? new ReadableWorkbook(source.file().get().toFile(), options)
                : new ReadableWorkbook(new ByteArrayInputStream(bytes(source)), options);
    }

    private static ZipFile zip(TableSource source) throws IOException {
        return source.file().isPresent()
                ? ZipFile.builder().setPath(source.file().get()).get()
                : ZipFile.builder().setByteArray(bytes(source)).get();
    }

    private static byte[] bytes(TableSource source) throws IOException {
        if (source.size() > Limits.WORKBOOK_BYTES) {
            throw new TableException(
                    "a workbook of more than %d MB, which does not fit into memory; export it as CSV"
                            .formatted(Limits.WORKBOOK_BYTES >> 20));
        }
        try (InputStream in = source.open()) {
            return in.readAllBytes();
        }
    }

    private static void refuseOthers(List<String> parts) {
        if (!parts.contains("[Content_Types].xml")
                || parts.stream().noneMatch(part -> part.startsWith("xl/"))) {
            throw new TableException(
                    "a zip archive; unpack it and pass the table inside (%s)"
                            .formatted(parts.isEmpty() ? "it is empty" : parts.getFirst()));
        }
        if (parts.contains("xl/workbook.bin")) {
            throw new TableException("an Excel binary workbook (.xlsb); save it as .xlsx or CSV");
        }
    }

    private static void unpack(ZipFile zip, long packed) throws IOException {
        long bound = Math.max(Limits.UNPACKED_BYTES, packed * Limits.UNPACKING_RATIO);
        var buffer = new byte[1 << 16];
        long unpacked = 0;
        for (var parts = zip.getEntries(); parts.hasMoreElements(); ) {
            ZipArchiveEntry entry = parts.nextElement();
            try (InputStream part = zip.getInputStream(entry)) {
                for (int read = part.read(buffer); read >= 0; read = part.read(buffer)) {
                    unpacked += read;
                    if (unpacked > bound) {
                        throw new TableException(
                                ("the workbook unpacks to more than %d times its size, which"
                                                + " no honest one does")
                                        .formatted(Limits.UNPACKING_RATIO));
                    }
                }
            }
        }
    }
}
