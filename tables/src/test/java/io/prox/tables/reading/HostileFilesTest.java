package io.prox.tables.reading;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.prox.tables.TableException;
import io.prox.tables.TextColumn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever the bytes, reading ends with a table or with a message for a person.
class HostileFilesTest {
    private static final int FILES_A_SEED = 80;

    private static final String CONTENT_TYPES =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
            <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
            <Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
            </Types>
            """;
    private static final String RELATIONS =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s"/>
            </Relationships>
            """;
    private static final String WORKBOOK =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
            <sheets><sheet name="leads" sheetId="1" r:id="rId1"/></sheets>
            </workbook>
            """;
    private static final byte[] SHEET =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
            <row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c><c r="B1" t="inlineStr"><is><t>n</t></is></c></row>
            <row r="2"><c r="A2" t="inlineStr"><is><t>Anna</t></is></c><c r="B2"><v>5</v></c></row>
            <row r="3"><c r="A3" t="b"><v>1</v></c><c r="B3"><f>1+1</f><v>2</v></c></row>
            </sheetData></worksheet>
            """
                    .getBytes(UTF_8);

    @TempDir private Path folder;

    @Test
    void readsTheWorkbookThatIsDamagedBelow() throws IOException {
        Path file = Files.write(folder.resolve("file"), workbook());

        LoadedTable loaded = TableReader.open(file).read(ReadOptions.defaults());

        assertThat(loaded.table().rows()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void survivesDamagedSheets(long seed) throws IOException {
        var random = new SplittableRandom(seed);
        for (int round = 0; round < FILES_A_SEED; round++) {
            byte[] sheet = SHEET.clone();
            for (int damage = 1 + random.nextInt(6); damage > 0; damage--) {
                sheet[random.nextInt(sheet.length)] = (byte) random.nextInt(32, 127);
            }
            read(workbook(sheet));
        }
    }

    @Test
    void expandsNoEntitiesInAWorkbook() throws IOException {
        String sheet = new String(SHEET, UTF_8);
        String doctype =
                "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">"
                        + "<!ENTITY f SYSTEM \"file:///etc/hostname\">]>";
        String withEntities = sheet.replace("?>", "?>" + doctype).replace("Anna", "Anna&f;&b;");

        try {
            Path file = Files.write(folder.resolve("file"), workbook(withEntities.getBytes(UTF_8)));
            LoadedTable loaded = TableReader.open(file).read(ReadOptions.defaults());
            TextColumn name = (TextColumn) loaded.table().column("name").orElseThrow();

            assertThat(name.text(0)).isEqualTo("Anna");
        } catch (TableException refused) {
            assertThat(refused.getMessage()).contains("damaged Excel workbook");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void survivesRandomBytes(long seed) throws IOException {
        var random = new SplittableRandom(seed);
        for (int round = 0; round < FILES_A_SEED; round++) {
            var bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            read(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void survivesRandomPunctuation(long seed) throws IOException {
        var random = new SplittableRandom(seed);
        String alphabet = ",;\t|\"'\n\r ab1.0-/:%€{}[]\\=\uFEFF";
        for (int round = 0; round < FILES_A_SEED; round++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(300); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            read(text.toString().getBytes(UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void survivesDamagedFiles(long seed) throws IOException {
        var random = new SplittableRandom(seed);
        List<byte[]> whole = List.of(csv(), packed(), workbook(), json());
        for (int round = 0; round < FILES_A_SEED; round++) {
            byte[] bytes = whole.get(round % whole.size()).clone();
            for (int damage = 1 + random.nextInt(4); damage > 0; damage--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            read(
                    random.nextInt(4) == 0
                            ? Arrays.copyOf(bytes, random.nextInt(bytes.length))
                            : bytes);
        }
    }

    private void read(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("file"), bytes);
        try {
            TableReader reader = TableReader.open(file);
            LoadedTable loaded = reader.read(ReadOptions.defaults());

            assertThat(loaded.table().columns()).hasSize(reader.columns().size());
            assertThat(loaded.table().rows()).isPositive();
        } catch (TableException said) {
            assertThat(said.getMessage()).isNotBlank();
        }
    }

    private static byte[] csv() {
        return "name,n,day\nMüller,1.5,2024-03-31\n\"a\nb\",2,2024-04-01\n".getBytes(ISO_8859_1);
    }

    private static byte[] json() {
        return "{\"a\": 1, \"b\": {\"c\": [1, 2]}}\n{\"a\": \"x\"}\n".getBytes(ISO_8859_1);
    }

    private static byte[] packed() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(csv());
        }
        return bytes.toByteArray();
    }

    private static byte[] workbook() throws IOException {
        return workbook(SHEET);
    }

    /// The least that is a workbook, without a time in it, so that damage by seed can be repeated.
    private static byte[] workbook(byte[] sheet) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            part(zip, "[Content_Types].xml", CONTENT_TYPES.getBytes(UTF_8));
            part(
                    zip,
                    "_rels/.rels",
                    RELATIONS.formatted("officeDocument", "xl/workbook.xml").getBytes(UTF_8));
            part(zip, "xl/workbook.xml", WORKBOOK.getBytes(UTF_8));
            part(
                    zip,
                    "xl/_rels/workbook.xml.rels",
                    RELATIONS.formatted("worksheet", "worksheets/sheet1.xml").getBytes(UTF_8));
            part(zip, "xl/worksheets/sheet1.xml", sheet);
        }
        return bytes.toByteArray();
    }

    private static void part(ZipOutputStream zip, String name, byte[] content) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.of(2024, 3, 31, 0, 0));
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
