package io.prox.learning.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.learning.Leads;
import io.prox.tables.ColumnSchema;
import io.prox.tables.Kind;
import io.prox.tables.ValueColumn;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentinelTest {
    private static final int ROWS = 1_200;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void leavesHonestColumnsAlone(long seed) {
        assertThat(inspect(honest(seed))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void doesNotExcludeAStrongHonestColumn(long seed) {
        Leads leads =
                honestColumns(seed)
                        .number("Total Time Spent", (_, random) -> random.nextGaussian());
        leads.converting(
                (row, _) ->
                        -0.8
                                + honestLogOdds(leads, row)
                                + 1.1 * leads.value("Total Time Spent", row));

        assertThat(inspect(leads).stream().filter(Finding::certain)).isEmpty();
    }

    /// Alone 0.83, where all others together reach 0.6: kept, and flagged.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void onlySuspectsAnHonestColumnThatIsFarStrongerThanAllOthers(long seed) {
        Leads leads = honestColumns(seed).number("Logins", (_, random) -> random.nextGaussian());
        leads.converting(
                (row, _) ->
                        -0.8 + 0.4 * honestLogOdds(leads, row) + 1.8 * leads.value("Logins", row));

        List<Finding> findings = inspect(leads);

        assertThat(findings.stream().filter(Finding::certain)).isEmpty();
        assertThat(findings).extracting(Finding::column).containsExactly("Logins");
    }

    @Test
    void findsAColumnThatTellsNearlyEveryOutcome() {
        Leads leads = honest(1);
        byte[] labels = leads.labels();
        leads.number("code", (row, random) -> labels[row] + 0.2 * random.nextGaussian());

        Finding finding = only(inspect(leads), "code");

        assertThat(finding.certain()).isTrue();
        assertThat(finding.evidence().getFirst())
                .contains("By itself it tells nearly every outcome");
        assertThat(finding.with()).isGreaterThan(finding.without() + 0.1);
    }

    @Test
    void findsAColumnWithoutWhichTheRankingFallsOffACliff() {
        Leads leads = honest(2);
        byte[] labels = leads.labels();
        leads.number("index", (row, random) -> 2.2 * labels[row] + random.nextGaussian());

        Finding finding = only(inspect(leads), "index");

        assertThat(finding.certain()).isTrue();
        assertThat(finding.evidence()).anyMatch(sentence -> sentence.startsWith("Without it"));
    }

    @Test
    void findsLeaksThatHideOneAnother() {
        Leads leads = honest(3);
        byte[] labels = leads.labels();
        for (String name : List.of("one", "two", "three")) {
            leads.number(name, (row, random) -> 2.4 * labels[row] + random.nextGaussian());
        }

        List<Finding> findings = inspect(leads);

        assertThat(findings.stream().filter(Finding::certain).map(Finding::column))
                .containsExactlyInAnyOrder("one", "two", "three");
    }

    @Test
    void findsTwoColumnsThatKnowTheOutcomeOnlyTogether() {
        Leads leads = honest(4);
        byte[] labels = leads.labels();
        leads.number("before", (_, random) -> random.nextGaussian());
        leads.number(
                "after",
                (row, random) ->
                        leads.value("before", row) + labels[row] + 0.1 * random.nextGaussian());

        List<Finding> findings = inspect(leads);

        assertThat(findings).anyMatch(Finding::certain);
        assertThat(findings)
                .extracting(Finding::column)
                .allMatch(column -> column.equals("before") || column.equals("after"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void findsAColumnFilledInForOneOutcomeOnly(int outcome) {
        Leads leads = honest(5);
        byte[] labels = leads.labels();
        leads.number(
                "note",
                (row, random) ->
                        labels[row] == outcome && random.nextInt(3) > 0
                                ? random.nextInt(50)
                                : Double.NaN);

        Finding finding = only(inspect(leads), "note");

        assertThat(finding.certain()).isTrue();
        assertThat(finding.evidence())
                .anyMatch(sentence -> sentence.startsWith("It is filled in for"));
    }

    @Test
    void findsAColumnThatIsEmptyWhileALeadIsOpen() {
        Leads leads = honest(6).openFrom(1_000);
        leads.number("rank", (row, random) -> row < 1_000 ? random.nextInt(9) : Double.NaN);

        Finding finding = only(inspect(leads), "rank");

        assertThat(finding.certain()).isTrue();
        assertThat(finding.evidence()).anyMatch(sentence -> sentence.contains("of the open ones"));
    }

    @Test
    void findsTheDateOnWhichALeadWasClosed() {
        Leads leads = honest(7);
        leads.date("Close date", (_, random) -> random.nextInt(300));
        leads.date("Created", (_, random) -> random.nextInt(300));

        Finding finding = only(inspect(leads), "Close date");

        assertThat(finding.certain()).isTrue();
        assertThat(finding.evidence().getFirst())
                .contains("date on which a lead's outcome was known");
    }

    @Test
    void weighsATellingNameByWhatTheColumnSays() {
        Leads leads = honest(8);
        byte[] labels = leads.labels();
        leads.category(
                "Lead Status",
                3,
                (row, random) ->
                        labels[row] == 1 && random.nextInt(2) == 0 ? 2 : random.nextInt(2));
        leads.category("Deal stage", 3, (_, random) -> random.nextInt(3));

        Finding finding = only(inspect(leads), "Lead Status");

        assertThat(finding.certain()).isTrue();
        assertThat(finding.evidence())
                .anyMatch(sentence -> sentence.contains("reason or stage of a sale"));
    }

    @Test
    void findsValuesThatOccurWithOneOutcomeOnly() {
        Leads leads = honest(9);
        byte[] labels = leads.labels();
        leads.category(
                "desk",
                6,
                (row, random) ->
                        labels[row] == 1 && random.nextInt(3) == 0 ? 5 : random.nextInt(5));

        Finding finding = only(inspect(leads), "desk");

        assertThat(finding.evidence())
                .anyMatch(sentence -> sentence.startsWith("Values that hold"));
    }

    @Test
    void noticesAColumnThatTheLatestLeadsHaveNotGotYet() {
        Leads leads = honest(10);
        byte[] labels = leads.labels();
        leads.number(
                "grade",
                (row, random) -> (row < 950 ? 2.4 * labels[row] : 0) + random.nextGaussian());
        double[] positions = IntStream.range(0, ROWS).asDoubleStream().toArray();

        List<Finding> findings =
                new Sentinel(
                                leads.labels(),
                                leads.rows(),
                                leads.strangers(),
                                leads.openRows(),
                                positions,
                                0)
                        .inspect(leads.columns());

        assertThat(only(findings, "grade").evidence())
                .anyMatch(sentence -> sentence.startsWith("Among the latest leads it says little"));
    }

    @Test
    void judgesColumnsOfOneSourceTogether() {
        Leads leads = honest(11);
        byte[] labels = leads.labels();
        SplittableRandom random = new SplittableRandom(11);
        var schema = Leads.numbers("part", 0).schema();
        leads.with(
                ValueColumn.of(
                        new ColumnSchema(
                                "Signature: length",
                                "Signature",
                                Kind.NUMBER,
                                schema.reason(),
                                schema.format()),
                        IntStream.range(0, ROWS)
                                .mapToDouble(row -> labels[row] + 0.2 * random.nextGaussian())
                                .toArray()));

        assertThat(only(inspect(leads), "Signature").certain()).isTrue();
    }

    @Test
    void findsTheSameForTheSameSeed() {
        Leads leads = honest(12);
        byte[] labels = leads.labels();
        leads.number("index", (row, random) -> 2.2 * labels[row] + random.nextGaussian());

        assertThat(inspect(leads)).isEqualTo(inspect(leads));
    }

    private static Finding only(List<Finding> findings, String column) {
        assertThat(findings).extracting(Finding::column).containsExactly(column);
        return findings.getFirst();
    }

    private static List<Finding> inspect(Leads leads) {
        return new Sentinel(
                        leads.labels(), leads.rows(), leads.strangers(), leads.openRows(), null, 0)
                .inspect(leads.columns());
    }

    /// Leads that convert by eight honest columns of middling strength.
    private static Leads honest(long seed) {
        Leads leads = honestColumns(seed);
        return leads.converting((row, _) -> -0.8 + honestLogOdds(leads, row));
    }

    private static Leads honestColumns(long seed) {
        Leads leads = Leads.of(ROWS, seed);
        for (int column = 0; column < 6; column++) {
            leads.number("number " + column, (_, random) -> random.nextGaussian());
        }
        return leads.category("source", 5, (_, random) -> random.nextInt(5))
                .category("team", 3, (_, random) -> random.nextInt(3));
    }

    private static double honestLogOdds(Leads leads, int row) {
        return 0.7 * leads.value("number 0", row)
                - 0.6 * leads.value("number 1", row)
                + 0.5 * leads.value("number 2", row)
                + (leads.value("source", row) - 2) * 0.4;
    }
}
