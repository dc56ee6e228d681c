package io.prox.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.prox.learning.Scored.Reason;
import io.prox.tables.CellFormat;
import io.prox.tables.Column;
import io.prox.tables.ColumnSchema;
import io.prox.tables.Kind;
import io.prox.tables.Table;
import io.prox.tables.TextColumn;
import io.prox.tables.ValueColumn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/// A model in use, and its file.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelFileTest {
    private static final int ROWS = 300;
    private static final String MAIL = "ada.lovelace@analytical-engine.example";

    private final Leads leads = leads();
    private final Model model = leads.learn().model();
    private Path file = Path.of("");

    @TempDir Path folder;

    @BeforeAll
    void save(@TempDir Path shared) {
        file = shared.resolve("leads.prox");
        model.save(file);
    }

    private static Leads leads() {
        Leads leads =
                Leads.of(ROWS, 2)
                        .number("visits", (_, random) -> random.nextInt(25))
                        .number("employees", (_, random) -> 10 + random.nextInt(500))
                        .category("source", 4, (_, random) -> random.nextInt(4))
                        .manyValued("city", 30, (_, random) -> random.nextInt(30))
                        .date("asked", (_, random) -> random.nextInt(200));
        leads.date("answered", (row, random) -> days(leads, row) + random.nextInt(9));
        leads.passedOver(Leads.text("Email", Kind.EMAIL, List.of(MAIL)).schema());
        return leads.converting(
                (row, _) ->
                        -2.5
                                + 0.2 * leads.value("visits", row)
                                + (leads.value("source", row) == 1 ? 1 : 0));
    }

    private static double days(Leads leads, int row) {
        return (leads.value("asked", row) - 1_704_067_200) / 86_400;
    }

    @Test
    void scoresAlikeToTheLastBitAfterSavingAndLoading() {
        Model loaded = Model.load(file);

        assertThat(loaded.score(leads.table())).isEqualTo(model.score(leads.table()));
        assertThat(loaded.inputs()).isEqualTo(model.inputs());
        assertThat(loaded.proof()).isEqualTo(model.proof());
        assertThat(loaded.usedColumns()).isEqualTo(model.usedColumns());
    }

    @Test
    void scoresAVectorAgainAsTheRowItCameFrom() {
        Model kept = Model.of(model.toBytes());
        List<byte[]> vectors =
                model.vectors(leads.table()).stream().map(FeatureVector::toBytes).toList();

        assertThat(vectors.stream().map(bytes -> kept.score(FeatureVector.of(bytes))).toList())
                .isEqualTo(model.score(leads.table()));
        assertThat(FeatureVector.of(vectors.getFirst()))
                .isEqualTo(model.vectors(leads.table()).getFirst());
    }

    @Test
    void refusesAVectorOfAnotherModel() {
        assertThatThrownBy(() -> model.score(FeatureVector.of(new byte[8])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("vector has 1 values");
        assertThatThrownBy(() -> FeatureVector.of(new byte[9]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hasTheSameBytesAfterSavingLoadingAndSaving() throws IOException {
        Path again = folder.resolve("again.prox");

        Model.load(file).save(again);

        assertThat(again).hasSameBinaryContentAs(file);
    }

    @Test
    void hasTheSameBytesFromTheSameTask() {
        Path other = folder.resolve("other.prox");

        leads().learn().model().save(other);

        assertThat(other).hasSameBinaryContentAs(file);
    }

    @Test
    void refusesAFileThatIsCut() throws IOException {
        byte[] whole = Files.readAllBytes(file);

        for (int length : new int[] {44, 45, 1_000, whole.length / 2, whole.length - 1}) {
            Path cut = Files.write(folder.resolve("cut.prox"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Model.load(cut))
                    .isInstanceOf(LearningException.class)
                    .hasMessageContaining("cut.prox is damaged");
        }
        Path stump = Files.write(folder.resolve("stump.prox"), Arrays.copyOf(whole, 20));
        assertThatThrownBy(() -> Model.load(stump))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("no ProX model");
    }

    @Test
    void noticesEveryByteThatDiffers() throws IOException {
        byte[] whole = Files.readAllBytes(file);

        for (int at = 12; at < whole.length; at += Math.max(1, whole.length / 60)) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 1;
            Path damaged = Files.write(folder.resolve("flipped.prox"), flipped);
            assertThatThrownBy(() -> Model.load(damaged))
                    .isInstanceOf(LearningException.class)
                    .hasMessageContaining("is damaged")
                    .hasMessageContaining("train the model again");
        }
    }

    /// Where two columns have no effect together, nothing but the number tells the formats apart.
    @Test
    void readsTheFormatBefore() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        whole[11] = 1;
        Path older = Files.write(folder.resolve("older.prox"), whole);

        assertThat(Model.load(older).score(leads.table())).isEqualTo(model.score(leads.table()));
    }

    @Test
    void refusesANewerVersion() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        whole[11] = 3;
        Path newer = Files.write(folder.resolve("newer.prox"), whole);

        assertThatThrownBy(() -> Model.load(newer))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("newer ProX (format 3; this one reads up to 2)");
    }

    @Test
    void refusesWhatIsNoModel() throws IOException {
        Path text = Files.writeString(folder.resolve("leads.csv"), "a,b\n".repeat(100));
        Path empty = Files.createFile(folder.resolve("empty.prox"));

        assertThatThrownBy(() -> Model.load(text))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("leads.csv is no ProX model")
                .hasMessageContaining("./prox evaluate");
        assertThatThrownBy(() -> Model.load(empty)).isInstanceOf(LearningException.class);
        assertThatThrownBy(() -> Model.load(folder))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("is a folder");
        assertThatThrownBy(() -> Model.load(folder.resolve("absent.prox")))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("no model file");
    }

    @Test
    void holdsNoPersonalValue() {
        List<String> mails =
                IntStream.range(0, ROWS).mapToObj(row -> "lead" + row + "@example.org").toList();
        Leads own = leads();
        TextColumn mail = Leads.text("Email", Kind.EMAIL, mails);
        own.passedOver(Leads.text("Signed by", Kind.EMAIL, mails).schema());
        LearningTask plain = own.task();
        List<String> signatures =
                IntStream.range(0, ROWS)
                        .mapToObj(row -> own.labels()[row] == 1 ? mail.text(row) : "")
                        .toList();
        LearningTask task =
                new LearningTask(
                        plain.file(),
                        plain.fileRows(),
                        false,
                        plain.inputs(),
                        plain.facts(),
                        plain.table(),
                        Outcome.of(
                                Leads.text("Signed by", Kind.EMAIL, signatures),
                                List.of(Outcome.ANY),
                                List.of()),
                        plain.groups(),
                        plain.time(),
                        plain.keep(),
                        plain.sides(),
                        plain.notes(),
                        plain.folds(),
                        plain.seed());
        Path saved = folder.resolve("personal.prox");

        Learner.learn(task, Progress.SILENT).model().save(saved);

        assertThat(text(saved)).contains("Signed by").doesNotContain("@example.org", MAIL);
        assertThat(text(file)).contains("Email").doesNotContain(MAIL);
    }

    private static String text(Path saved) {
        try {
            return Files.readString(saved, StandardCharsets.ISO_8859_1);
        } catch (IOException trouble) {
            throw new AssertionError("unreadable: " + saved, trouble);
        }
    }

    @Test
    void loadsQuickly(TestReporter reporter) {
        Model.load(file);
        long start = System.nanoTime();
        Model loaded = Model.load(file);
        Duration taken = Duration.ofNanos(System.nanoTime() - start);

        reporter.publishEntry("milliseconds to load", "" + taken.toMillis());
        assertThat(loaded.usedColumns()).isNotEmpty();
    }

    @Test
    void scoresWithinTheirBounds() {
        List<Scored> scores = model.score(leads.table());

        assertThat(scores).hasSize(ROWS);
        for (Scored scored : scores) {
            assertThat(scored.probability()).isGreaterThan(0).isLessThan(1);
            assertThat(scored.low()).isBetween(0.0, scored.probability());
            assertThat(scored.high()).isBetween(scored.probability(), 1.0);
            assertThat(scored.score()).isBetween(0, 100);
            assertThat(scored.fit().orElseThrow()).isBetween('A', 'D');
            assertThat(scored.engagement())
                    .hasValueSatisfying(value -> assertThat(value).isBetween(1, 4));
        }
        assertThat(scores)
                .extracting(scored -> scored.fit().orElseThrow())
                .contains('A', 'B', 'C', 'D');
    }

    @Test
    void scoreIsThePercentileAmongTheLeadsLearntFrom() {
        List<Scored> byProbability =
                model.score(leads.table()).stream()
                        .sorted(Comparator.comparingDouble(Scored::probability))
                        .toList();

        assertThat(byProbability).isSortedAccordingTo(Comparator.comparingInt(Scored::score));
        assertThat(byProbability.get(ROWS / 2).score()).isBetween(40, 60);
        assertThat(byProbability.get(ROWS / 10).score()).isBetween(2, 20);
    }

    @Test
    void reasonsAndBaseAddUpToTheLogOddsOfTheProbability() {
        for (Scored scored : model.score(leads.table())) {
            double sum =
                    scored.base()
                            + scored.reasons().stream().mapToDouble(Reason::contribution).sum();
            assertThat(sum)
                    .isCloseTo(
                            Math.log(scored.probability() / (1 - scored.probability())),
                            within(1e-9));
            assertThat(scored.reasons())
                    .isSortedAccordingTo(
                            Comparator.comparingDouble(reason -> -Math.abs(reason.contribution())));
            assertThat(scored.reasons())
                    .extracting(Reason::column)
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(model.usedColumns());
        }
    }

    @Test
    void namesTheColumnsOfTheFileThatItUses() {
        assertThat(model.usedColumns())
                .containsExactly("visits", "employees", "source", "city", "asked", "answered");
    }

    @Test
    void takesAMissingColumnForMissingValues() {
        double[] nothing = new double[ROWS];
        Arrays.fill(nothing, Double.NaN);
        List<Column> without = new ArrayList<>(leads.table().columns());
        without.removeIf(column -> column.name().equals("visits"));
        List<Column> empty = new ArrayList<>(without);
        empty.add(Leads.numbers("visits", nothing));

        assertThat(model.score(new Table(ROWS, without)))
                .isEqualTo(model.score(new Table(ROWS, empty)));
        assertThat(model.score(new Table(2, List.of()))).hasSize(2);
    }

    @Test
    void passesOverAColumnThatItDoesNotKnow() {
        List<Column> more = new ArrayList<>(leads.table().columns());
        more.addFirst(Leads.numbers("shoe size", new double[ROWS]));
        more.add(Leads.text("Note", Kind.TEXT, Collections.nCopies(ROWS, "x")));

        assertThat(model.score(new Table(ROWS, more))).isEqualTo(model.score(leads.table()));
    }

    @Test
    void takesANewLevelAsUsual() {
        ValueColumn source = leads.column("source");
        ColumnSchema schema = source.schema();
        List<Column> columns = new ArrayList<>();
        columns.add(
                ValueColumn.of(schema, new double[] {CellFormat.NEW_LEVEL, CellFormat.NEW_LEVEL}));

        Scored scored = model.score(new Table(2, columns)).getFirst();

        assertThat(scored.probability()).isBetween(0.01, 0.99);
        assertThat(scored.reasons().stream().filter(reason -> reason.column().equals("source")))
                .singleElement()
                .satisfies(reason -> assertThat(reason.words()).contains("not seen before"));
        assertThat(schema.format()).isEqualTo(new CellFormat.Levels(schema.levels(), Set.of()));
    }

    @Test
    void inventsNoEngagementWithoutBehaviour() {
        Leads profile =
                Leads.of(200, 9)
                        .number("employees", (_, random) -> random.nextInt(100))
                        .category("country", 3, (_, random) -> random.nextInt(3));
        profile.converting((row, _) -> 0.03 * profile.value("employees", row) - 2);

        List<Scored> scores = profile.learn().model().score(profile.table());

        assertThat(scores).allSatisfy(scored -> assertThat(scored.engagement()).isEmpty());
    }

    @Test
    void goesByThePersonWhoSaysWhichSideAColumnIsOn() {
        Leads turned = leads().onSide("visits", Side.FIT);

        List<Scored> scores = turned.learn().model().score(turned.table());

        assertThat(scores).allSatisfy(scored -> assertThat(scored.engagement()).isEmpty());
        assertThat(scores).isNotEqualTo(model.score(leads.table()));
    }
}
