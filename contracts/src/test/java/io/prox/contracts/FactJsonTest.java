package io.prox.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Facts beside golden files: what stands on a log today is read for years.
class FactJsonTest {
    private static final WorkspaceId WORKSPACE = new WorkspaceId("ws_7");
    private static final LeadId LEAD = new LeadId("lead_1");
    private static final Instant MONDAY = Instant.parse("2026-03-02T09:30:00Z");
    private static final Instant LATER = Instant.parse("2026-03-05T10:00:00.123456Z");

    private static final LeadFact CHANGED =
            new LeadFact.LeadChanged(
                    WORKSPACE,
                    LEAD,
                    2,
                    LATER,
                    MONDAY,
                    new Cause(Cause.Kind.IMPORT, "import_3"),
                    new LeadProfile(
                            MONDAY,
                            Map.of("Country", "DE", "Company size", "50-99"),
                            Optional.of("acme.example"),
                            List.of("Trade fair"),
                            List.of("00ff")),
                    Optional.of(
                            new LeadOutcome(
                                    LeadOutcome.Kind.WON,
                                    LATER,
                                    LATER,
                                    Optional.of(new Money(new BigDecimal("12000.50"), "EUR")))),
                    List.of("Country", "outcome"),
                    Optional.empty());

    private static final LeadFact PAST_CHANGED =
            new LeadFact.LeadChanged(
                    WORKSPACE,
                    LEAD,
                    3,
                    LATER,
                    MONDAY,
                    new Cause(Cause.Kind.UNDO, "import_3"),
                    new LeadProfile(
                            MONDAY,
                            Map.of("Country", "DE"),
                            Optional.empty(),
                            List.of("Trade fair"),
                            List.of()),
                    Optional.empty(),
                    List.of("Company size"),
                    Optional.of(
                            List.of(
                                    new LeadFact.Standing(MONDAY, Map.of()),
                                    new LeadFact.Standing(LATER, Map.of("Country", "DE")))));

    private static final LeadFact DELETED =
            new LeadFact.LeadDeleted(
                    WORKSPACE,
                    LEAD,
                    3,
                    LATER,
                    new Cause(Cause.Kind.MERGE, "user_1"),
                    Optional.of(new LeadId("lead_2")));

    private static final ScoreFact SCORED =
            new ScoreFact.ScoreChanged(
                    WORKSPACE,
                    LEAD,
                    new ModelVersion("model_1"),
                    4,
                    LATER,
                    LATER,
                    Cause.of(Cause.Kind.TIME),
                    Optional.of(new ScoreFact.Chance(0.25, 0.125, 0.5)),
                    87,
                    Optional.of("A"),
                    Optional.empty(),
                    List.of(new ScoreFact.Reason("Country", 0.75, "Country is DE")));

    private static final ScoreFact PROMOTED =
            new ScoreFact.ModelPromoted(
                    WORKSPACE,
                    new ModelVersion("model_1"),
                    1,
                    LATER,
                    new Cause(Cause.Kind.PERSON, "user_1"));

    private static final EventFact.Receipt RECEIPT =
            new EventFact.Receipt(
                    "source_1",
                    EventFact.Channel.BROWSER,
                    LATER,
                    LocalDate.parse("2026-03-05"),
                    Optional.of("192.0.2.0/24"));

    private static final EventFact ACCEPTED =
            new EventFact.EventAccepted(WORKSPACE, RECEIPT, Bytes.of(new byte[] {0, -1, 7}));

    private static final EventFact REFUSED =
            new EventFact.EventRefused(
                    WORKSPACE,
                    RECEIPT,
                    List.of(new EventFact.Fault("/event", "is missing; say what was done")),
                    Optional.empty());

    private static final ActivityFact HAPPENED =
            new ActivityFact.ActivityHappened(
                    WORKSPACE,
                    LEAD,
                    "00ff",
                    1,
                    LATER,
                    Cause.of(Cause.Kind.EVENT),
                    new ActivityFact.Deed(
                            MONDAY,
                            LATER,
                            EventFact.Channel.SERVER,
                            "source_1",
                            "page_view",
                            Optional.of("prices"),
                            Optional.of("paid_search"),
                            40,
                            true,
                            Optional.empty(),
                            Optional.of("www.acme.example"),
                            Optional.of("/pricing"),
                            Optional.of("spring"),
                            Optional.empty()));

    private static final ActivityFact CLICKED =
            new ActivityFact.ActivityHappened(
                    WORKSPACE,
                    LEAD,
                    "00fe",
                    1,
                    LATER,
                    Cause.of(Cause.Kind.EVENT),
                    new ActivityFact.Deed(
                            MONDAY,
                            LATER,
                            EventFact.Channel.SERVER,
                            "source_1",
                            "mail_click",
                            Optional.empty(),
                            Optional.of("mail"),
                            0,
                            false,
                            Optional.of("Email Link Clicked"),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(
                                    new ActivityFact.Clues(
                                            Optional.of("scanner"),
                                            Optional.of("name"),
                                            Optional.of("0a1b2c3d4e5f"),
                                            Optional.of("1a1b2c3d4e5f"),
                                            Optional.of(MONDAY),
                                            true))));

    private static final ActivityFact TAKEN_BACK =
            new ActivityFact.ActivityTakenBack(
                    WORKSPACE, LEAD, "00ff", 2, LATER, new Cause(Cause.Kind.PERSON, "user_1"));

    private static final EngagementFact ENGAGED =
            new EngagementFact.EngagementChanged(
                    WORKSPACE,
                    LEAD,
                    3,
                    LATER,
                    Cause.of(Cause.Kind.EVENT),
                    List.of("00ff"),
                    Bytes.of(new byte[] {1, 2}),
                    List.of(
                            new EngagementFact.Part(
                                    Instant.parse("2026-03-05T10:00:00Z"),
                                    Bytes.of(new byte[] {1, 2}))));

    static Stream<Golden<?>> golden() {
        return Stream.of(
                new Golden<>("event-accepted", FactJson.EVENTS, ACCEPTED),
                new Golden<>("event-refused", FactJson.EVENTS, REFUSED),
                new Golden<>("activity-happened", FactJson.ACTIVITY, HAPPENED),
                new Golden<>("activity-by-machine", FactJson.ACTIVITY, CLICKED),
                new Golden<>("activity-taken-back", FactJson.ACTIVITY, TAKEN_BACK),
                new Golden<>("engagement-changed", FactJson.ENGAGEMENT, ENGAGED),
                new Golden<>("lead-changed", FactJson.LEADS, CHANGED),
                new Golden<>("lead-past-changed", FactJson.LEADS, PAST_CHANGED),
                new Golden<>("lead-deleted", FactJson.LEADS, DELETED),
                new Golden<>("score-changed", FactJson.SCORES, SCORED),
                new Golden<>("model-promoted", FactJson.SCORES, PROMOTED));
    }

    @ParameterizedTest
    @MethodSource("golden")
    <F> void readsWhatItsGoldenFileHolds(Golden<F> golden) throws IOException {
        assertThat(golden.json().decode(golden.file())).contains(golden.fact());
    }

    @ParameterizedTest
    @MethodSource("golden")
    <F> void writesItsGoldenFile(Golden<F> golden) throws IOException {
        String written = new String(golden.json().encode(golden.fact()), UTF_8);

        assertThat(written).isEqualTo(new String(golden.file(), UTF_8).strip());
    }

    @Test
    void skipsAFactOfAKindThatCameLater() {
        assertThat(FactJson.LEADS.decode("{\"type\":\"lead-dreamt\",\"of\":1}".getBytes(UTF_8)))
                .isEmpty();
    }

    @Test
    void ignoresAFieldThatCameLater() throws IOException {
        String golden =
                new String(new Golden<>("lead-deleted", FactJson.LEADS, DELETED).file(), UTF_8);
        String newer = golden.replace("\"type\"", "\"mood\":\"calm\",\"type\"");

        assertThat(FactJson.LEADS.decode(newer.getBytes(UTF_8))).contains(DELETED);
    }

    @Test
    void refusesBytesThatAreNone() throws IOException {
        String golden =
                new String(new Golden<>("event-accepted", FactJson.EVENTS, ACCEPTED).file(), UTF_8);
        String broken = golden.replace("\"AP8H\"", "\"#\"");

        assertThatThrownBy(() -> FactJson.EVENTS.decode(broken.getBytes(UTF_8)))
                .isInstanceOf(MalformedFactException.class);
    }

    @Test
    void takesACauseThatCameLaterForAnother() throws IOException {
        String golden =
                new String(new Golden<>("lead-deleted", FactJson.LEADS, DELETED).file(), UTF_8);
        String newer = golden.replace("\"merge\"", "\"moonrise\"");

        LeadFact read = FactJson.LEADS.decode(newer.getBytes(UTF_8)).orElseThrow();

        assertThat(read.cause().kind()).isEqualTo(Cause.Kind.OTHER);
    }

    @Test
    void refusesWhatIsNoFact() {
        assertThatThrownBy(() -> FactJson.LEADS.decode("{\"lead\":1}".getBytes(UTF_8)))
                .isInstanceOf(MalformedFactException.class);
        assertThatThrownBy(() -> FactJson.LEADS.decode(new byte[] {0, -1, 7}))
                .isInstanceOf(MalformedFactException.class);
        assertThatThrownBy(
                        () ->
                                FactJson.LEADS.decode(
                                        "{\"type\":\"lead-deleted\",\"revision\":0}"
                                                .getBytes(UTF_8)))
                .isInstanceOf(MalformedFactException.class);
    }

    @Test
    void holdsNoChanceOutsideOfItsInterval() {
        assertThatThrownBy(() -> new ScoreFact.Chance(0.6, 0.1, 0.5))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ScoreFact.Chance(Double.NaN, 0.1, 0.5))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// @param name of the golden file
    record Golden<F>(String name, FactJson<F> json, F fact) {
        byte[] file() throws IOException {
            try (InputStream stream = FactJsonTest.class.getResourceAsStream(name + ".json")) {
                return Objects.requireNonNull(stream, name).readAllBytes();
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
