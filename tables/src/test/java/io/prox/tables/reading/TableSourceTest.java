package io.prox.tables.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prox.tables.Column;
import io.prox.tables.TableException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files whose bytes lie elsewhere read as those on a disk do.
class TableSourceTest {
    private static final String TEXT = "Name,Size\nAda,1.5\nGrace,2.5\nJoan,\n";

    @TempDir private Path folder;

    @Test
    void readsTextAsFromADisk() throws IOException {
        assertReadsAlike(TEXT.getBytes(UTF_8));
    }

    @Test
    void readsPackedTextAsFromADisk() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(TEXT.getBytes(UTF_8));
        }
        assertReadsAlike(packed.toByteArray());
    }

    @Test
    void readsJsonLinesAsFromADisk() throws IOException {
        assertReadsAlike("{\"Name\":\"Ada\",\"Size\":1}\n{\"Name\":\"Grace\"}\n".getBytes(UTF_8));
    }

    @Test
    void readsAWorkbookAsFromADisk() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var book = new Workbook(bytes, "test", "1.0")) {
            Worksheet sheet = book.newWorksheet("Leads");
            List<List<String>> rows =
                    List.of(List.of("Name", "Tool"), List.of("Ada", "Excel"), List.of("Grace", ""));
            for (int row = 0; row < rows.size(); row++) {
                for (int column = 0; column < 2; column++) {
                    sheet.value(row, column, rows.get(row).get(column));
                }
            }
        }
        assertReadsAlike(bytes.toByteArray());
    }

    @Test
    void refusesAnArchiveThatIsNoWorkbook() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("leads.csv"));
            zip.write(TEXT.getBytes(UTF_8));
        }

        assertThatThrownBy(() -> TableReader.open(memory(bytes.toByteArray())))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("leads.bin")
                .hasMessageContaining("unpack it and pass the table inside (leads.csv)");
    }

    @Test
    void saysTheNameOfAFileThatIsEmpty() {
        assertThatThrownBy(() -> TableReader.open(memory(new byte[0])))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("leads.bin: the file is empty");
    }

    private void assertReadsAlike(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("leads.bin"), bytes);

        LoadedTable here = TableReader.open(memory(bytes)).read(ReadOptions.defaults());
        LoadedTable there = TableReader.open(file).read(ReadOptions.defaults());

        assertThat(here.facts()).isEqualTo(there.facts());
        assertThat(here.table().rows()).isEqualTo(there.table().rows()).isGreaterThan(1);
        assertThat(here.table().columns())
                .extracting(Column::schema)
                .isEqualTo(there.table().columns().stream().map(Column::schema).toList());
        assertThat(TableReader.open(memory(bytes)).first(10))
                .isEqualTo(TableReader.open(file).first(10));
    }

    @Test
    void refusesAWorkbookThatDoesNotFitIntoMemoryBeforeItIsRead() {
        byte[] zip = {'P', 'K', 3, 4};

        assertThatThrownBy(() -> TableReader.open(memory(zip, (256L << 20) + 1)))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("leads.bin")
                .hasMessageContaining("a workbook of more than 256 MB")
                .hasMessageContaining("export it as CSV");
    }

    private static TableSource memory(byte[] bytes) {
        return memory(bytes, bytes.length);
    }

    /// @param size that it says it has
    private static TableSource memory(byte[] bytes, long size) {
        return new TableSource() {
            @Override
            public String name() {
                return "leads.bin";
            }

            @Override
            public long size() {
                return size;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }
}
