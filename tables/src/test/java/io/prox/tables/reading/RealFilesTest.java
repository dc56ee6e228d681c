package io.prox.tables.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.prox.tables.Kind;
import io.prox.tables.Table;
import io.prox.tables.TextColumn;
import io.prox.tables.ValueColumn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Files that people really have. They are not part of the project; without them these tests are
/// skipped.
class RealFilesTest {
    private static final Path DATA = Path.of("..", "..", "shared", "data");

    @Test
    void readsLeadsOfASchool() {
        LoadedTable loaded = load("xeducation.csv");

        assertThat(loaded.facts().rows()).isEqualTo(9_240);
        assertThat(kindsOf(loaded, Kind.IDENTIFIER)).containsExactly("Prospect ID", "Lead Number");
        assertThat(kindsOf(loaded, Kind.CONSTANT))
                .containsExactly(
                        "Magazine",
                        "Receive More Updates About Our Courses",
                        "Update me on Supply Chain Content",
                        "Get updates on DM Content",
                        "I agree to pay the amount through cheque");
        assertThat(kindsOf(loaded, Kind.ORDERED))
                .containsExactly("Asymmetrique Activity Index", "Asymmetrique Profile Index");
        assertThat(kindsOf(loaded, Kind.NUMBER))
                .containsExactly(
                        "TotalVisits",
                        "Total Time Spent on Website",
                        "Page Views Per Visit",
                        "Asymmetrique Activity Score",
                        "Asymmetrique Profile Score");
        assertThat(kindsOf(loaded, Kind.DUPLICATE)).isEmpty();
        assertThat(loaded.columnFacts("Specialization").orElseThrow())
                .isEqualTo(new ColumnFacts("Specialization", 1_438 + 1_942, 18));
        assertThat(loaded.columnFacts("Lead Source").orElseThrow().distinct()).isEqualTo(20);
        assertThat(loaded.facts().notes()).anyMatch(note -> note.contains("`Google` and `google`"));
    }

    @Test
    void readsCallsOfABank() {
        LoadedTable loaded = load("bank-additional-full.csv.gz");

        assertThat(loaded.facts().rows()).isEqualTo(41_188);
        assertThat(loaded.facts().delimiter()).isEqualTo("semicolon");
        assertThat(loaded.facts().decimalMark()).isEqualTo('.');
        assertThat(kindsOf(loaded, Kind.BOOLEAN))
                .containsExactly("default", "housing", "loan", "y");
        assertThat(kindsOf(loaded, Kind.NUMBER))
                .containsExactly(
                        "age",
                        "duration",
                        "campaign",
                        "pdays",
                        "previous",
                        "emp.var.rate",
                        "cons.price.idx",
                        "cons.conf.idx",
                        "euribor3m",
                        "nr.employed");
        assertThat(loaded.columnFacts("default").orElseThrow().missing()).isEqualTo(8_597);
        assertThat(loaded.columnFacts("job").orElseThrow().missing()).isZero();
        assertThat(value(loaded.table(), "cons.price.idx", 0)).isEqualTo(93.994);
    }

    @Test
    void readsSessionsOfAShop() {
        LoadedTable loaded = load("online-shoppers.csv");

        assertThat(loaded.facts().rows()).isEqualTo(12_330);
        assertThat(kindsOf(loaded, Kind.CATEGORY))
                .containsExactly(
                        "Month",
                        "OperatingSystems",
                        "Browser",
                        "Region",
                        "TrafficType",
                        "VisitorType");
        assertThat(kindsOf(loaded, Kind.BOOLEAN)).containsExactly("Weekend", "Revenue");
        assertThat(kindsOf(loaded, Kind.NUMBER)).hasSize(10);
    }

    @Test
    void readsLeadsOfAMarketplace() {
        LoadedTable loaded = load("olist-leads.csv");

        assertThat(loaded.table().columns())
                .extracting(column -> column.schema().kind())
                .containsExactly(
                        Kind.IDENTIFIER, Kind.DATE, Kind.MANY_VALUED, Kind.CATEGORY, Kind.BOOLEAN);
        assertThat(value(loaded.table(), "first_contact_date", 0))
                .isEqualTo((double) Instant.parse("2018-02-01T00:00:00Z").getEpochSecond());
    }

    @Test
    void readsDealsOfASalesTeam() {
        LoadedTable loaded = load("maven-crm/sales_pipeline.csv");

        assertThat(kindsOf(loaded, Kind.IDENTIFIER)).containsExactly("opportunity_id");
        assertThat(kindsOf(loaded, Kind.DATE)).containsExactly("engage_date", "close_date");
        assertThat(kindsOf(loaded, Kind.NUMBER)).containsExactly("close_value");
        assertThat(value(loaded.table(), "engage_date", 0))
                .isEqualTo((double) Instant.parse("2016-10-20T00:00:00Z").getEpochSecond());
        assertThat(loaded.facts().notes()).anyMatch(note -> note.contains("month first"));
    }

    @Test
    void readsClosedDealsOfAMarketplace() {
        LoadedTable loaded = load("olist/olist_closed_deals_dataset.csv");

        assertThat(kindsOf(loaded, Kind.IDENTIFIER)).containsExactly("mql_id", "seller_id");
        assertThat(loaded.table().column("average_stock").orElseThrow().schema().levels())
                .containsExactly("1-5", "5-20", "20-50", "50-200", "200+");
        assertThat(loaded.columnFacts("average_stock").orElseThrow().missing()).isEqualTo(780);
    }

    private static LoadedTable load(String name) {
        Path file = DATA.resolve(name);
        assumeTrue(Files.exists(file), () -> "not here: " + file);
        return TableReader.open(file).read(ReadOptions.defaults());
    }

    private static List<String> kindsOf(LoadedTable loaded, Kind kind) {
        return loaded.table().columns().stream()
                .filter(column -> column.schema().kind() == kind)
                .map(column -> column.name())
                .toList();
    }

    private static double value(Table table, String column, int row) {
        return switch (table.column(column).orElseThrow()) {
            case ValueColumn values -> values.value(row);
            case TextColumn texts -> throw new AssertionError("no value: " + texts.text(row));
        };
    }
}
