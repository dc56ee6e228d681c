package io.prox.tables.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prox.tables.Column;
import io.prox.tables.ColumnSchema;
import io.prox.tables.Kind;
import io.prox.tables.TableException;
import io.prox.tables.TextColumn;
import io.prox.tables.ValueColumn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableReaderTest {
    @TempDir private Path folder;

    // ---- dialects ----

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void tellsTheDelimiter(String delimiter) throws IOException {
        String text =
                "name,note,n\nAnna,\"a;b|c\td,e\",1\nBert,\"x,y\",2\n".replace(",", delimiter);

        TableReader reader = TableReader.open(file("a.csv", text));

        assertThat(reader.columns()).containsExactly("name", "note", "n");
        assertThat(cells(reader)).hasSize(2);
    }

    @Test
    void aCommaInFractionsIsNoDelimiter() throws IOException {
        Path file = file("a.csv", "a;b\n1,5;2,5\n3,5;4,5\n5,5;6,5\n");

        LoadedTable loaded = TableReader.open(file).read(ReadOptions.defaults());

        assertThat(loaded.facts().delimiter()).isEqualTo("semicolon");
        assertThat(loaded.facts().decimalMark()).isEqualTo(',');
        assertThat(values(loaded, "a")).containsExactly(1.5, 3.5, 5.5);
    }

    @Test
    void readsQuotesWithLineBreaksAndQuotes() throws IOException {
        Path file = file("a.csv", "a,b\r\n\"two\r\nlines\",\"say \"\"hi\"\"\"\r\n5\" pipe,x\r\n");

        assertThat(cells(TableReader.open(file)))
                .containsExactly(List.of("two\r\nlines", "say \"hi\""), List.of("5\" pipe", "x"));
    }

    @Test
    void obeysTheLineThatExcelWrites() throws IOException {
        TableReader reader = TableReader.open(file("a.csv", "sep=;\na;b\n1,x;2\n3;4\n"));

        assertThat(reader.columns()).containsExactly("a", "b");
        assertThat(cells(reader)).containsExactly(List.of("1,x", "2"), List.of("3", "4"));
    }

    @Test
    void passesOverEmptyLinesAndIdleDelimiters() throws IOException {
        TableReader reader = TableReader.open(file("a.csv", "a,b\n\n1,2,\n   \n3,4,\n\n"));

        assertThat(cells(reader)).containsExactly(List.of("1", "2"), List.of("3", "4"));
    }

    @Test
    void namesColumnsThatHaveNoName() throws IOException {
        assertThat(TableReader.open(file("a.csv", "a,,c\n1,2,3\n")).columns())
                .containsExactly("a", "column 2", "c");
        LoadedTable loaded =
                TableReader.open(file("b.csv", "1,0.5,x\n2,0.7,y\n3,0.9,z\n"))
                        .read(ReadOptions.defaults());
        assertThat(loaded.table().rows()).isEqualTo(3);
        assertThat(loaded.facts().notes()).anyMatch(note -> note.contains("no names"));
    }

    @Test
    void readsOneColumnWithoutDelimiter() throws IOException {
        assertThat(cells(TableReader.open(file("a.csv", "a\n1\n2\n"))))
                .containsExactly(List.of("1"), List.of("2"));
    }

    // ---- encodings ----

    @ParameterizedTest
    @CsvSource({
        "UTF-8, false, UTF-8",
        "UTF-8, true, UTF-8 with BOM",
        "UTF-16LE, true, UTF-16LE",
        "UTF-16BE, true, UTF-16BE",
        "UTF-16LE, false, UTF-16LE",
        "UTF-16BE, false, UTF-16BE",
        "windows-1252, false, Windows-1252",
    })
    void tellsTheEncoding(String charset, boolean mark, String words) throws IOException {
        String text = "naïve;größe\nMüller;5 €\nÇelik;7 €\n";
        Path file =
                file("a.csv", ((mark ? "\uFEFF" : "") + text).getBytes(Charset.forName(charset)));

        TableReader reader = TableReader.open(file);

        assertThat(reader.columns()).containsExactly("naïve", "größe");
        assertThat(cells(reader)).contains(List.of("Müller", "5 €"));
        assertThat(reader.read(ReadOptions.defaults()).facts().encoding()).isEqualTo(words);
    }

    @Test
    void checksTheEncodingToTheLastByte() throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write("name,n\n".getBytes(UTF_8));
        bytes.write("plain,1\n".repeat(50_000).getBytes(UTF_8));
        bytes.write(new byte[] {'M', (byte) 0xFC, 'l', 'l', 'e', 'r', ',', '2', '\n'});

        List<List<String>> rows = cells(TableReader.open(file("a.csv", bytes.toByteArray())));

        assertThat(rows.getLast()).containsExactly("Müller", "2");
    }

    @Test
    void charactersSplitBetweenBlocksAreWhole() throws IOException {
        String text = "name\n" + "xä€😀\n".repeat(60_000);

        TableReader reader = TableReader.open(file("a.csv", text));

        assertThat(cells(reader)).hasSize(60_000).containsOnly(List.of("xä€😀"));
    }

    // ---- other formats ----

    @Test
    void readsGzip() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write("a,b\n1,2\n".getBytes(UTF_8));
        }

        LoadedTable loaded =
                TableReader.open(file("a.csv.gz", bytes.toByteArray()))
                        .read(ReadOptions.defaults());

        assertThat(loaded.facts().format()).isEqualTo("CSV, gzip");
        assertThat(loaded.table().rows()).isEqualTo(1);
    }

    @Test
    void readsWorkbooks() throws IOException {
        Path file = folder.resolve("a.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                var workbook = new Workbook(out, "test", "1.0")) {
            workbook.newWorksheet("empty");
            Worksheet sheet = workbook.newWorksheet("leads");
            String[] header = {"name", "visits", "rate", "seen", "at", "ok", "note"};
            for (int column = 0; column < header.length; column++) {
                sheet.value(1, column, header[column]);
            }
            sheet.value(2, 0, "Anna");
            sheet.value(2, 1, 3);
            sheet.value(2, 2, 0.07);
            sheet.style(2, 2).format("0.0%").set();
            sheet.value(2, 3, LocalDate.of(2024, 3, 31));
            sheet.style(2, 3).format("dd/mm/yyyy").set();
            sheet.value(2, 4, LocalDateTime.of(2024, 3, 31, 10, 15, 30));
            sheet.style(2, 4).format("yyyy-mm-dd h:mm").set();
            sheet.value(2, 5, true);
            sheet.formula(2, 6, "1+1");
            sheet.value(4, 0, "Bert, \"B\"");
            sheet.value(4, 1, 0.1);
        }

        TableReader reader = TableReader.open(file);

        assertThat(reader.columns())
                .containsExactly("name", "visits", "rate", "seen", "at", "ok", "note");
        List<List<String>> rows = cells(reader);
        assertThat(rows.get(0).subList(0, 6))
                .containsExactly("Anna", "3", "7%", "2024-03-31", "2024-03-31T10:15:30", "TRUE");
        assertThat(rows.get(1)).containsExactly("Bert, \"B\"", "0.1", "", "", "", "", "");
        LoadedTable loaded = reader.read(ReadOptions.defaults());
        assertThat(loaded.facts().format()).isEqualTo("Excel workbook");
    }

    @Test
    void readsJsonLines() throws IOException {
        String text =
                """
                {"name": "Anna", "n": 1.50, "address": {"city": "Berlin", "geo": {"lat": 5}}}
                {"n": null, "ok": true, "tags": ["a", "b", {"c": 1}], "name": "two\\nlines"}

                {"late": "x"}
                """;

        TableReader reader = TableReader.open(file("a.jsonl", text));

        assertThat(reader.columns())
                .containsExactly(
                        "name", "n", "address.city", "address.geo.lat", "ok", "tags", "late");
        assertThat(cells(reader))
                .containsExactly(
                        List.of("Anna", "1.50", "Berlin", "5", "", "", ""),
                        List.of("two\nlines", "", "", "", "true", "a, b, {\"c\":1}", ""),
                        List.of("", "", "", "", "", "", "x"));
    }

    @Test
    void readsAnArrayOfObjects() throws IOException {
        TableReader reader = TableReader.open(file("a.json", "[{\"a\": 1},\n {\"b\": 2}]\n"));

        assertThat(cells(reader)).containsExactly(List.of("1", ""), List.of("", "2"));
        assertThat(reader.read(ReadOptions.defaults()).facts().format()).isEqualTo("JSON array");
    }

    // ---- reading all ----

    @Test
    void readsEveryColumn() throws IOException {
        var text = new StringBuilder("id,email,visits,channel,won,note,same\n");
        for (int row = 0; row < 200; row++) {
            text.append(
                    "k%03dx,u%d@example.com,%d,%s,%s,fixed,%s\n"
                            .formatted(
                                    row,
                                    row,
                                    row % 40,
                                    row % 3 == 0 ? "Web" : "web fair",
                                    row % 5 == 0 ? "yes" : "no",
                                    row % 3 == 0 ? "A" : "B"));
        }

        LoadedTable loaded =
                TableReader.open(file("leads.csv", text.toString()))
                        .read(ReadOptions.defaults().withVerbatim(Set.of("won")));

        assertThat(loaded.table().columns())
                .extracting(column -> column.schema().kind())
                .containsExactly(
                        Kind.IDENTIFIER,
                        Kind.EMAIL,
                        Kind.NUMBER,
                        Kind.CATEGORY,
                        Kind.TEXT,
                        Kind.CONSTANT,
                        Kind.DUPLICATE);
        assertThat(loaded.table().column("won").orElseThrow())
                .isInstanceOfSatisfying(
                        TextColumn.class, won -> assertThat(won.text(5)).isEqualTo("yes"));
        assertThat(loaded.columnFacts("visits").orElseThrow())
                .isEqualTo(new ColumnFacts("visits", 0, 40));
        assertThat(loaded.sourceRow(199)).isEqualTo(199);
    }

    @Test
    void countsWhatIsMissing() throws IOException {
        var text = new StringBuilder("n,city\n");
        for (int row = 0; row < 300; row++) {
            text.append(row % 3 == 0 ? "NA" : "" + row % 50)
                    .append(',')
                    .append(row % 2 == 0 ? "Select" : row % 3 == 0 ? "Rome" : "Oslo")
                    .append('\n');
        }

        LoadedTable loaded =
                TableReader.open(file("a.csv", text.toString())).read(ReadOptions.defaults());

        assertThat(loaded.columnFacts("n").orElseThrow().missing()).isEqualTo(100);
        assertThat(loaded.columnFacts("city").orElseThrow())
                .isEqualTo(new ColumnFacts("city", 150, 2));
        assertThat(loaded.facts().notes()).contains("`select` counts as missing in city.");
    }

    @Test
    void leavesOutAFewRowsOfAnotherLength() throws IOException {
        var text = new StringBuilder("a,b\n");
        for (int row = 0; row < 1_000; row++) {
            text.append(row == 500 ? "1,2,3\n" : row == 700 ? "1\n" : "%d,x\n".formatted(row));
        }

        LoadedTable loaded =
                TableReader.open(file("a.csv", text.toString())).read(ReadOptions.defaults());

        assertThat(loaded.table().rows()).isEqualTo(998);
        assertThat(loaded.facts().rows()).isEqualTo(1_000);
        assertThat(loaded.sourceRow(500)).isEqualTo(501);
        assertThat(loaded.facts().notes())
                .anyMatch(note -> note.contains("line 502 has 3, line 702 has 1"));
    }

    @Test
    void drawsTheSameSampleFromTheSameSeed() throws IOException {
        TableReader reader = TableReader.open(file("a.csv", numbered(5_000)));

        LoadedTable first = reader.read(ReadOptions.defaults().withSample(500, 1));
        LoadedTable again = reader.read(ReadOptions.defaults().withSample(500, 1));
        LoadedTable other = reader.read(ReadOptions.defaults().withSample(500, 2));

        assertThat(first.facts().sampled()).isTrue();
        assertThat(first.facts().rows()).isEqualTo(5_000);
        assertThat(first.facts().rowsKept()).isEqualTo(500);
        assertThat(sourceRows(first)).isEqualTo(sourceRows(again)).isSorted();
        assertThat(sourceRows(first)).isNotEqualTo(sourceRows(other));
        for (int row = 0; row < 500; row++) {
            assertThat(values(first, "n")[row]).isEqualTo((double) first.sourceRow(row));
        }
    }

    @Test
    void samplesFromTheRowsThatAreAdmitted() throws IOException {
        Path file = file("a.csv", numbered(5_000));
        ReadOptions options =
                ReadOptions.defaults()
                        .withSample(400, 1)
                        .withSampleOf("half", half -> half.equals("odd"));

        LoadedTable loaded = TableReader.open(file).read(options);

        assertThat(sourceRows(loaded)).hasSize(400).allMatch(row -> row % 2 == 1);
        assertThat(loaded.facts().notes()).anyMatch(note -> note.contains("2,500 rows"));
    }

    @Test
    void everyRowHasTheSameChanceInASample() throws IOException {
        TableReader reader = TableReader.open(file("a.csv", numbered(100)));
        var drawn = new int[100];
        for (int seed = 0; seed < 400; seed++) {
            sourceRows(reader.read(ReadOptions.defaults().withSample(25, seed)))
                    .forEach(row -> drawn[row]++);
        }

        // Each is drawn 100 times on average with a deviation of 8.7; five of them are allowed.
        assertThat(IntStream.of(drawn).min().orElseThrow()).isGreaterThan(56);
        assertThat(IntStream.of(drawn).max().orElseThrow()).isLessThan(144);
    }

    // ---- streaming ----

    @Test
    void streamsByDecisionsMadeBefore() throws IOException {
        LoadedTable learnt =
                TableReader.open(
                                file(
                                        "old.csv",
                                        "Visits;City;Gone\n"
                                                + "1,5;Rome;1\n2;Oslo;2\n3;Rome;4\n".repeat(10)))
                        .read(ReadOptions.defaults());
        List<ColumnSchema> schemas = learnt.table().columns().stream().map(Column::schema).toList();
        Path later = file("new.csv", "extra,City,VISITS\nx,rome,\"7,5\"\ny,Paris,?\nz,Oslo,1\n");
        var chunks = new ArrayList<Chunk>();

        StreamFacts facts = TableReader.open(later).chunks(schemas, 2, chunks::add);

        assertThat(facts.rows()).isEqualTo(3);
        assertThat(chunks).extracting(chunk -> chunk.lines().size()).containsExactly(2, 1);
        Chunk first = chunks.getFirst();
        assertThat(first.header()).containsExactly("extra", "City", "VISITS");
        assertThat(first.lines().getFirst().cells()).containsExactly("x", "rome", "7,5");
        assertThat(first.table().columns())
                .extracting(Column::name)
                .containsExactly("Visits", "City");
        assertThat(value(first, "Visits", 0)).isEqualTo(7.5);
        assertThat(value(first, "Visits", 1)).isNaN();
        assertThat(value(first, "City", 0)).isEqualTo(value(first, "City", 0)).isZero();
        assertThat(value(first, "City", 1)).isEqualTo(-1);
        assertThat(chunks.getLast().lines().getFirst().sourceRow()).isEqualTo(2);
        assertThat(chunks.getLast().shareRead()).isEqualTo(1);
    }

    @Test
    void streamsRowsOfAnotherLengthAsTheyStandButTypesThemNot() throws IOException {
        var text = new StringBuilder("a,n\n");
        for (int row = 0; row < 400; row++) {
            text.append(row == 7 ? "short" : row == 9 ? "long,1,more" : "x," + row).append('\n');
        }
        TableReader reader = TableReader.open(file("ragged.csv", text.toString()));
        List<ColumnSchema> schemas =
                reader.read(ReadOptions.defaults()).table().columns().stream()
                        .map(Column::schema)
                        .filter(schema -> schema.name().equals("n"))
                        .toList();
        var chunks = new ArrayList<Chunk>();

        StreamFacts facts = reader.chunks(schemas, 1_000, chunks::add);

        assertThat(facts.rows()).isEqualTo(400);
        assertThat(facts.misshapen()).isEqualTo(2);
        assertThat(facts.notes())
                .singleElement()
                .asString()
                .contains("were passed on as they stand", "line 9 has 1", "line 11 has 3");
        Chunk chunk = chunks.getFirst();
        assertThat(chunk.lines()).hasSize(400);
        assertThat(chunk.lines().get(7).whole()).isFalse();
        assertThat(chunk.lines().get(7).cells()).containsExactly("short", "");
        assertThat(chunk.lines().get(9).cells()).containsExactly("long", "1");
        assertThat(chunk.lines().get(9).surplus()).containsExactly("more");
        assertThat(chunk.lines().get(9).line()).isEqualTo(11);
        assertThat(chunk.lines().get(9).size()).isEqualTo(3);
        assertThat(chunk.table().rows()).isEqualTo(398);
        assertThat(value(chunk, "n", 7)).isEqualTo(8);
    }

    @Test
    void bearsManyRowsOfAnotherLengthForWhoSaysWhatBecomesOfThem() throws IOException {
        TableReader reader = TableReader.open(file("a.csv", "a,n\nx,1\nshort\ny,2\nz,3\n"));

        assertThatThrownBy(() -> reader.read(ReadOptions.defaults()))
                .isInstanceOf(TableException.class);
        LoadedTable table = reader.bearingMisshapenRows().read(ReadOptions.defaults());
        assertThat(table.table().rows()).isEqualTo(3);
        assertThat(table.facts().notes()).anyMatch(note -> note.contains("line 3 has 1"));
    }

    @Test
    void showsTheFirstRows() throws IOException {
        TableReader reader = TableReader.open(file("a.csv", numbered(1_000)));

        assertThat(reader.first(3))
                .extracting(Chunk.Line::cells)
                .isEqualTo(
                        reader.first(1_000_000).subList(0, 3).stream()
                                .map(Chunk.Line::cells)
                                .toList());
        assertThat(reader.first(1_000_000)).hasSize(1_000);
    }

    @Test
    void aChunkReadsAsTheWholeFileDoes() throws IOException {
        TableReader reader = TableReader.open(file("a.csv", numbered(1_000)));
        LoadedTable whole = reader.read(ReadOptions.defaults());
        List<ColumnSchema> schemas = whole.table().columns().stream().map(Column::schema).toList();
        var streamed = new ArrayList<Double>();

        reader.chunks(
                schemas,
                64,
                chunk -> {
                    for (int row = 0; row < chunk.table().rows(); row++) {
                        streamed.add(value(chunk, "n", row));
                    }
                });

        assertThat(streamed.stream().mapToDouble(each -> each).toArray())
                .isEqualTo(values(whole, "n"));
    }

    @Test
    void aFaultOfWhoTakesTheRowsIsNoFaultOfTheFile() throws IOException {
        TableReader reader = TableReader.open(file("a.csv", numbered(10)));
        var full = new UncheckedIOException(new IOException("no space left on device"));

        assertThatThrownBy(
                        () ->
                                reader.chunks(
                                        List.of(),
                                        5,
                                        chunk -> {
                                            throw full;
                                        }))
                .isSameAs(full);
    }

    // ---- errors ----

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        assertTrouble(folder.resolve("none.csv"), "no such file", "none.csv");
        assertTrouble(folder, "is a folder");
        assertTrouble(file("a.csv", ""), "is empty");
        assertTrouble(file("b.csv", " \n\n "), "is empty");
        assertTrouble(file("c.csv", "a,b\n"), "header and no rows");
        assertTrouble(file("d.csv", "a,b,a\n1,2,3\n"), "columns 1 and 3", "`a`");
        assertTrouble(file("e.csv", "a,b\n1,2\n3,\"open\n4,5\n"), "broken quotes", "line 3");
        assertTrouble(file("f.csv", "a,b\n1,2\n3,\"x\"y\n4,5\n"), "broken quotes", "line 3");
        assertTrouble(
                file("g.csv", "a,b\n1,2\n1,2,3\n1\n"),
                "2 of 3 rows",
                "line 3 has 3",
                "line 4 has 1");
        assertTrouble(file("h.csv", new byte[] {1, 2, 3, 0, 5, 6, 0}), "binary content");
        assertTrouble(file("i.html", "<html><body></body></html>"), "web page");
        assertTrouble(file("j.jsonl", "{\"a\": 1}\n{\"a\": 2\n"), "damaged JSON", "line");
        assertTrouble(file("k.jsonl", "{\"a\": 1}\n5\n"), "line 2 holds no JSON object");
        assertTrouble(file("l.jsonl", "{\"a\": 1, \"a\": 2}\n"), "key a twice");
        assertTrouble(file("m.json", "[{\"a\": 1}"), "damaged JSON");
        assertTrouble(file("n.jsonl", "{}\n{}\n"), "no columns");
    }

    @Test
    void saysWhatToDoWithOtherFormats() throws IOException {
        assertTrouble(file("a.xls", hex("D0CF11E0A1B11AE1")), ".xls", "save it as .xlsx");
        assertTrouble(file("a.parquet", "PAR1xxxxPAR1"), "Parquet", "CSV");
        assertTrouble(file("a.pdf", "%PDF-1.7 xxxx"), "PDF");
        assertTrouble(file("a.zst", hex("28B52FFD0000")), "unpack it");
        Path zip = folder.resolve("a.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("leads.csv"));
            out.write("a,b\n1,2\n".getBytes(UTF_8));
        }
        assertTrouble(zip, "zip archive", "leads.csv");
    }

    @Test
    void saysThatAPackedFileIsDamaged() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(numbered(5_000).getBytes(UTF_8));
        }
        byte[] whole = bytes.toByteArray();
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 0x55;

        assertTrouble(file("a.gz", half), "a.gz", "damaged");
        assertTrouble(file("b.gz", flipped), "b.gz", "damaged");
        assertTrouble(file("c.xlsx", hex("504B0304140000000800")), "c.xlsx", "damaged");
    }

    @Test
    void stopsWhereASmallFileUnpacksToAHugeOne() throws IOException {
        Path bomb = folder.resolve("bomb.gz");
        try (var gzip = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            byte[] block = "a,b\n1,2\n".repeat(1 << 15).getBytes(UTF_8);
            for (int written = 0; written < (100 << 20); written += block.length) {
                gzip.write(block);
            }
        }

        assertTrouble(bomb, "unpacks to more than 200 times");
    }

    @Test
    void stopsAtARowThatNoTableHas() throws IOException {
        assertTrouble(file("a.csv", "a,b\n" + ",".repeat(50_000) + "\n"), "line 2", "16,384 cells");
    }

    @Test
    void saysWhichColumnIsNotThere() throws IOException {
        TableReader reader = TableReader.open(file("a.csv", "a,b\n1,2\n"));

        assertThatThrownBy(
                        () ->
                                reader.read(
                                        ReadOptions.defaults().withKinds(Map.of("c", Kind.NUMBER))))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("no column `c`")
                .hasMessageContaining("a, b");
    }

    @Test
    void tellsHowFarItIs() throws IOException {
        TableReader reader = TableReader.open(file("a.csv", numbered(60_000)));
        var shares = new ArrayList<Double>();

        reader.read(ReadOptions.defaults().withProgress(shares::add));

        assertThat(shares).isSorted().hasSizeGreaterThan(3).allMatch(share -> share <= 1);
        assertThat(shares.getLast()).isEqualTo(1);
    }

    private static void assertTrouble(Path file, String... parts) {
        assertThatThrownBy(() -> TableReader.open(file).read(ReadOptions.defaults()))
                .isInstanceOf(TableException.class)
                .message()
                .contains(parts)
                .contains(String.valueOf(file.getFileName()))
                .doesNotContain("Exception");
    }

    private static String numbered(int rows) {
        var text = new StringBuilder("n,half,word\n");
        for (int row = 0; row < rows; row++) {
            text.append(row)
                    .append(row % 2 == 0 ? ",even," : ",odd,")
                    .append("w")
                    .append(row % 7)
                    .append('\n');
        }
        return text.toString();
    }

    private static List<Integer> sourceRows(LoadedTable loaded) {
        return IntStream.range(0, loaded.table().rows()).mapToObj(loaded::sourceRow).toList();
    }

    private static double[] values(LoadedTable loaded, String column) {
        Column found = loaded.table().column(column).orElseThrow();
        if (found instanceof ValueColumn values) {
            return values.toArray();
        }
        TextColumn texts = (TextColumn) found;
        return IntStream.range(0, texts.rows())
                .mapToDouble(row -> Double.parseDouble(texts.text(row)))
                .toArray();
    }

    private static double value(Chunk chunk, String column, int row) {
        return switch (chunk.table().column(column).orElseThrow()) {
            case ValueColumn values -> values.value(row);
            case TextColumn texts -> Double.parseDouble(texts.text(row));
        };
    }

    private static List<List<String>> cells(TableReader reader) {
        var rows = new ArrayList<List<String>>();
        reader.chunks(
                List.of(), 100, chunk -> chunk.lines().forEach(line -> rows.add(line.cells())));
        return rows;
    }

    private Path file(String name, String text) throws IOException {
        return file(name, text.getBytes(UTF_8));
    }

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
