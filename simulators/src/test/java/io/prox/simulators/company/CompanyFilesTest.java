package io.prox.simulators.company;

import static io.prox.tables.Kind.BOOLEAN;
import static io.prox.tables.Kind.CATEGORY;
import static io.prox.tables.Kind.DATE;
import static io.prox.tables.Kind.EMAIL;
import static io.prox.tables.Kind.IDENTIFIER;
import static io.prox.tables.Kind.MANY_VALUED;
import static io.prox.tables.Kind.NUMBER;
import static io.prox.tables.Kind.ORDERED;
import static io.prox.tables.Kind.PHONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prox.tables.Column;
import io.prox.tables.Kind;
import io.prox.tables.ValueColumn;
import io.prox.tables.reading.LoadedTable;
import io.prox.tables.reading.ReadOptions;
import io.prox.tables.reading.TableReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompanyFilesTest {
    @TempDir private static Path folder;
    private static List<WrittenFile> files = List.of();
    private static List<ReadRow> rows = List.of();

    @BeforeAll
    static void write() throws IOException {
        files = CompanyFiles.write(Companies.USUAL, folder);
        rows = files.stream().flatMap(file -> ReadRow.read(file).stream()).toList();
    }

    @Test
    void areOneForEachSource() {
        assertThat(files.stream().map(file -> file.path().getFileName().toString()))
                .containsExactly(
                        "web-form.csv",
                        "webinar.csv",
                        "trade-fair.csv",
                        "partner-referrals.xlsx",
                        "outbound.csv",
                        "content-downloads.jsonl");
        assertThat(files.stream().mapToInt(WrittenFile::leads).sum()).isEqualTo(20_000);
    }

    @Test
    void areTheSameBytesForTheSameSeed(@TempDir Path once, @TempDir Path again) throws IOException {
        Company same = Company.simulate(Companies.SMALL.settings());

        assertThat(bytes(CompanyFiles.write(same, again)))
                .isEqualTo(bytes(CompanyFiles.write(Companies.SMALL, once)));
    }

    @Test
    void areOtherBytesForAnotherSeed(@TempDir Path once, @TempDir Path again) throws IOException {
        Company other = Company.simulate(new CompanySettings(9, Companies.NOW, 3_000, 18));

        List<List<Byte>> written = bytes(CompanyFiles.write(Companies.SMALL, once));

        assertThat(bytes(CompanyFiles.write(other, again))).doesNotContainAnyElementsOf(written);
    }

    private static List<List<Byte>> bytes(List<WrittenFile> written) {
        return written.stream().map(file -> bytes(file.path())).toList();
    }

    private static List<Byte> bytes(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            Byte[] boxed = new Byte[bytes.length];
            Arrays.setAll(boxed, index -> bytes[index]);
            return List.of(boxed);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void holdAllRowsThatTheyAreSaidToHold() {
        for (WrittenFile file : files) {
            List<ReadRow> read = ReadRow.read(file);

            assertThat(read).hasSize(file.rows());
            assertThat(read.stream().filter(ReadRow::isLead)).hasSize(file.leads() + file.copies());
            assertThat(read.stream().filter(ReadRow::isLead).map(ReadRow::key).distinct())
                    .hasSize(file.leads());
        }
    }

    @Test
    void repeatSomeRowsInAnotherWriting() {
        assertThat(files.stream().mapToInt(WrittenFile::copies).sum() / 20_000.0)
                .isCloseTo(CompanyFiles.COPIED, within(0.003));
        Map<String, Set<String>> emails =
                rows.stream()
                        .filter(ReadRow::isLead)
                        .collect(
                                Collectors.groupingBy(
                                        ReadRow::key,
                                        Collectors.mapping(ReadRow::email, Collectors.toSet())));
        List<Set<String>> written =
                emails.values().stream().filter(several -> several.size() > 1).toList();
        assertThat(written)
                .hasSizeGreaterThan(150)
                .allMatch(
                        several ->
                                several.stream()
                                                .map(email -> email.toLowerCase(Locale.ROOT))
                                                .distinct()
                                                .count()
                                        == 1);
    }

    @Test
    void holdAFewRowsThatMustBeRefused() {
        List<ReadRow> refused = rows.stream().filter(row -> !row.isLead()).toList();

        assertThat(refused.size() / 20_000.0).isCloseTo(CompanyFiles.REFUSED, within(0.0015));
        Predicate<ReadRow> anonymous =
                row -> row.key().isEmpty() && row.email().isEmpty() && row.phone().isEmpty();
        Predicate<ReadRow> broken =
                row ->
                        row.key().isEmpty()
                                && !row.email().isEmpty()
                                && !row.email().matches("[^@ ]+@[^@ ]+");
        Set<String> impossibleDates =
                Arrays.stream(Source.values())
                        .map(source -> Conventions.of(source).impossibleDate())
                        .collect(Collectors.toSet());
        Predicate<ReadRow> impossible = row -> impossibleDates.contains(row.createdAt());
        assertThat(refused.stream().filter(anonymous)).hasSizeGreaterThan(10);
        assertThat(refused.stream().filter(broken)).hasSizeGreaterThan(10);
        assertThat(refused.stream().filter(impossible)).hasSizeGreaterThan(10);
        assertThat(refused).allMatch(anonymous.or(broken).or(impossible));
    }

    @Test
    void writeCountriesInManyWays() {
        List<String> germans =
                rows.stream()
                        .map(ReadRow::country)
                        .filter(
                                written ->
                                        Country.GERMANY.variants.contains(written)
                                                || written.equals("Germany"))
                        .toList();

        assertThat(germans).contains("Germany", "germany", "Deutschland", "DE", "Gemany");
        long usual =
                germans.stream().filter(Set.of("Germany", "Deutschland", "DE")::contains).count();
        assertThat(1 - usual / (double) germans.size()).isBetween(0.05, 0.2);
    }

    @Test
    void writeSomeAddressesInCapitalsAndSomeNamesWithBlanks() {
        double capitals = share(row -> !row.email().equals(row.email().toLowerCase(Locale.ROOT)));
        double blanks =
                share(row -> row.cells().values().stream().anyMatch(cell -> cell.endsWith("  ")));

        assertThat(capitals).isBetween(Handwriting.ADDRESS_IN_CAPITALS, 0.13);
        // names, company and title may each have one
        assertThat(blanks).isBetween(0.03, 0.1);
    }

    @Test
    void putWordsForSomeMissingValues() {
        Set<String> words =
                rows.stream()
                        .flatMap(row -> row.cells().values().stream())
                        .filter(
                                Set.of(
                                                "n/a",
                                                "-",
                                                "k.A.",
                                                "unbekannt",
                                                "unknown",
                                                "tbd",
                                                "N/A",
                                                "null")
                                        ::contains)
                        .collect(Collectors.toSet());

        assertThat(words).hasSize(8);
    }

    @Test
    void keepUmlautsAndOtherAlphabets() {
        String all =
                rows.stream()
                        .flatMap(row -> row.cells().values().stream())
                        .collect(Collectors.joining(" "));

        assertThat(all).contains("Möller", "Weiß", "Łukasz", "Олена", "さくら", "Geschäftsführer");
        // in a file of Windows-1252, what it cannot hold is written in Latin letters
        assertThat(
                        ReadRow.read(files.get(2)).stream()
                                .flatMap(row -> row.cells().values().stream()))
                .contains("Möller")
                .noneMatch(cell -> cell.contains("?"));
    }

    private static double share(Predicate<ReadRow> some) {
        return rows.stream().filter(some).count() / (double) rows.size();
    }

    @Test
    void sayNothingOfTheTruth() throws IOException {
        String all =
                new String(Files.readAllBytes(files.get(5).path()), StandardCharsets.UTF_8)
                        + new String(
                                Files.readAllBytes(files.get(0).path()), StandardCharsets.UTF_8);

        assertThat(Companies.USUAL.leads().stream().limit(500))
                .noneMatch(
                        lead -> all.contains(Double.toString(lead.probability()).substring(0, 8)));
        assertThat(all.toLowerCase(Locale.ROOT)).doesNotContain("probab", "hurry", "mood");
    }

    @Test
    void knowNothingOfWhatCameLater(@TempDir Path earlier) throws IOException {
        Instant until = Companies.NOW.minus(Duration.ofDays(60));
        List<ReadRow> then =
                CompanyFiles.write(Companies.SMALL, earlier, until).stream()
                        .flatMap(file -> ReadRow.read(file).stream())
                        .filter(ReadRow::isLead)
                        .toList();

        assertThat(then.stream().map(ReadRow::key).distinct())
                .hasSize(
                        (int)
                                Companies.SMALL.leads().stream()
                                        .filter(lead -> lead.createdAt().isBefore(until))
                                        .count());
        assertThat(then)
                .allSatisfy(
                        row -> {
                            Lead lead = Companies.SMALL.lead(row.key());
                            assertThat(row.outcome().isEmpty())
                                    .isEqualTo(lead.endingBefore(until).isEmpty());
                        });
    }

    @Test
    void areReadAsWhatTheyAreByProX() {
        LoadedTable webForm = read(0);
        assertThat(webForm.facts().encoding()).isEqualTo("UTF-8");
        assertKinds(
                webForm,
                Map.ofEntries(
                        Map.entry("Lead ID", IDENTIFIER),
                        Map.entry("First Name", IDENTIFIER),
                        Map.entry("Email", EMAIL),
                        Map.entry("Phone", PHONE),
                        Map.entry("Job Title", MANY_VALUED),
                        Map.entry("Industry", CATEGORY),
                        Map.entry("Employees", ORDERED),
                        Map.entry("Current Tool", CATEGORY),
                        Map.entry("Team Size", NUMBER),
                        Map.entry("Trial Started", BOOLEAN),
                        Map.entry("Pages Viewed", NUMBER),
                        Map.entry("Created At", DATE),
                        Map.entry("Marketing Consent", BOOLEAN),
                        Map.entry("Stage", CATEGORY),
                        Map.entry("Closed At", DATE),
                        Map.entry("Contract Value", NUMBER)));
        assertKinds(
                read(1),
                Map.of(
                        "Full Name", IDENTIFIER,
                        "E-mail", EMAIL,
                        "Company Size", ORDERED,
                        "Registered", DATE,
                        "Closed", DATE,
                        "Newsletter", BOOLEAN));
        LoadedTable tradeFair = read(2);
        assertThat(tradeFair.facts().encoding()).isEqualTo("Windows-1252");
        assertThat(tradeFair.facts().delimiter()).isEqualTo("semicolon");
        assertThat(tradeFair.facts().decimalMark()).isEqualTo(',');
        assertKinds(
                tradeFair,
                Map.of(
                        "E-Mail", EMAIL,
                        "Telefon", PHONE,
                        "Mitarbeiter", NUMBER,
                        "Newsletter", BOOLEAN,
                        "Erfasst am", DATE,
                        "Auftragswert", NUMBER));
        LoadedTable partner = read(3);
        assertThat(partner.facts().format()).isEqualTo("Excel workbook");
        assertKinds(
                partner,
                Map.of(
                        "Email", EMAIL,
                        "Phone", PHONE,
                        "Employees", NUMBER,
                        "Referred On", DATE,
                        "Wants Demo", BOOLEAN));
        assertKinds(
                read(4),
                Map.of("Email", EMAIL, "Phone", PHONE, "Headcount", NUMBER, "Added", DATE));
        LoadedTable content = read(5);
        assertThat(content.facts().format()).isEqualTo("JSON lines");
        assertKinds(
                content,
                Map.of(
                        "email", EMAIL,
                        "employees", ORDERED,
                        "pages_viewed", NUMBER,
                        "newsletter", BOOLEAN,
                        "downloaded_at", DATE));
    }

    @Test
    void writeAmountsAndDatesThatProXReadsAlike() {
        List<Lead> won =
                Companies.USUAL.leads().stream()
                        .filter(lead -> lead.source() == Source.TRADE_FAIR)
                        .filter(
                                lead ->
                                        lead.endingBefore(Companies.NOW)
                                                .filter(Ending.Won.class::isInstance)
                                                .isPresent())
                        .toList();
        var values = (ValueColumn) read(2).table().column("Auftragswert").orElseThrow();
        double mean =
                IntStream.range(0, values.rows())
                        .mapToDouble(values::value)
                        .filter(value -> !Double.isNaN(value))
                        .average()
                        .orElseThrow();

        double expected =
                won.stream()
                        .mapToDouble(
                                lead ->
                                        ((Ending.Won) lead.ending().orElseThrow())
                                                .value()
                                                .doubleValue())
                        .average()
                        .orElseThrow();

        assertThat(mean).isCloseTo(expected, within(0.05 * expected));
    }

    private static LoadedTable read(int file) {
        return TableReader.open(files.get(file).path()).read(ReadOptions.defaults());
    }

    private static void assertKinds(LoadedTable loaded, Map<String, Kind> kinds) {
        Map<String, Kind> found =
                loaded.table().columns().stream()
                        .collect(Collectors.toMap(Column::name, column -> column.schema().kind()));

        assertThat(found).containsAllEntriesOf(kinds);
    }
}
