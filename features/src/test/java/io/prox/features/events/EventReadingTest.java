package io.prox.features.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.features.behaviour.Activity;
import io.prox.features.behaviour.ActivityKind;
import io.prox.features.behaviour.Topic;
import io.prox.features.behaviour.Touch;
import io.prox.features.events.EventReading.Mistake;
import io.prox.features.events.EventReading.Result;
import io.prox.features.events.EventTime.Doubt;
import io.prox.features.fields.StandardField;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventReadingTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-30T12:00:00Z");

    @Test
    void readsAPageAsABrowserSendsIt() {
        ReadEvent event =
                read(
                        Map.of(
                                "type", "page",
                                "messageId", "ajs-1",
                                "anonymousId", "a-1",
                                "timestamp", "2026-11-30T13:59:30.000Z",
                                "sentAt", "2026-11-30T14:00:00.000Z",
                                "properties", Map.of("title", "Prices", "path", "/pricing"),
                                "context",
                                        Map.of(
                                                "userAgent", "Mozilla/5.0",
                                                "campaign", Map.of("medium", "email"),
                                                "page",
                                                        Map.of(
                                                                "url",
                                                                        "https://acme.example/pricing?email=ada@acme.example",
                                                                "referrer",
                                                                        "https://www.google.com/"))));

        assertThat(event.type()).isEqualTo(EventType.PAGE);
        assertThat(event.messageId()).contains("ajs-1");
        assertThat(event.anonymousId()).contains("a-1");
        assertThat(event.time().at()).isEqualTo("2026-11-30T11:59:30Z");
        assertThat(event.name()).isEqualTo("Prices");
        assertThat(event.page()).contains(new WebPage("acme.example", "/pricing"));
        assertThat(event.userAgent()).contains("Mozilla/5.0");
        var activity = event.activity().orElseThrow();
        assertThat(activity.kind()).isEqualTo(ActivityKind.PAGE_VIEW);
        assertThat(activity.topic()).contains(Topic.PRICES);
        assertThat(activity.touch()).contains(Touch.MAIL);
        assertThat(activity.at()).isEqualTo(event.time().at());
        assertThat(event.toString()).doesNotContain("ada@");
    }

    @Test
    void readsForHowLongAPageWasLookedAt() {
        assertThat(left(Map.of("seconds", 65, "depth", 80)))
                .isEqualTo(
                        new Activity(
                                ActivityKind.PAGE_LEFT,
                                RECEIVED,
                                Optional.empty(),
                                Optional.empty(),
                                65,
                                true));
        assertThat(left(Map.of("seconds", 5, "depth", 90, "from", 80)).readToEnd()).isFalse();
        assertThat(left(Map.of("seconds", 5, "depth", 90, "from", 30)).readToEnd()).isTrue();
        assertThat(left(Map.of("seconds", "1e99", "depth", -1)).seconds()).isZero();
        assertThat(left(Map.of("seconds", 999_999_999)).seconds()).isEqualTo(Activity.MOST_SECONDS);
        assertThat(left(Map.of()).readToEnd()).isFalse();
    }

    private static Activity left(Map<String, Object> properties) {
        return read(Map.of(
                        "type", "track",
                        "event", "Page Left",
                        "anonymousId", "a-1",
                        "properties", properties))
                .activity()
                .orElseThrow();
    }

    @Test
    void readsWhatAServerSaysThatSomebodyDid() {
        ReadEvent event =
                read(
                        Map.of(
                                "type", "track",
                                "event", "Demo Requested",
                                "userId", 4711L,
                                "timestamp", "2024-02-29T08:00:00+02:00"));

        assertThat(event.userId()).contains("4711");
        assertThat(event.time()).isEqualTo(new EventTime(time("2024-02-29T06:00:00Z"), none()));
        assertThat(event.activity().orElseThrow().kind()).isEqualTo(ActivityKind.DEMO_REQUEST);
        assertThat(event.activity().orElseThrow().touch()).isEmpty();
        assertThat(event.arrival().touch()).isEmpty();
    }

    @Test
    void readsWhoSomebodyIs() {
        ReadEvent event =
                read(
                        Map.of(
                                "type", "identify",
                                "userId", "u-1",
                                "traits",
                                        Map.of(
                                                "email",
                                                " Ada@Acme.example ",
                                                "title",
                                                "Head of Operations",
                                                "company",
                                                Map.of("name", "Acme", "employee_count", 120),
                                                "address",
                                                Map.of("country", "Germany"),
                                                "outcome",
                                                "won",
                                                "plan",
                                                Map.of(
                                                        "name",
                                                        "Team",
                                                        "seats",
                                                        new BigDecimal("25.0")),
                                                "tags",
                                                List.of("beta", "ERP"),
                                                "trial",
                                                true)));

        assertThat(event.traits().fields())
                .containsOnly(
                        Map.entry(StandardField.EMAIL, "Ada@Acme.example"),
                        Map.entry(StandardField.JOB_TITLE, "Head of Operations"),
                        Map.entry(StandardField.COMPANY, "Acme"),
                        Map.entry(StandardField.COMPANY_SIZE, "120"),
                        Map.entry(StandardField.COUNTRY, "Germany"));
        assertThat(event.traits().others())
                .as("no message can claim an outcome")
                .containsOnly(
                        Map.entry("outcome", "won"),
                        Map.entry("plan.name", "Team"),
                        Map.entry("plan.seats", "25.0"),
                        Map.entry("tags", "beta, ERP"),
                        Map.entry("trial", "true"));
        assertThat(event.activity()).isEmpty();
    }

    @Test
    void readsGroupsAndAliases() {
        ReadEvent group =
                read(
                        Map.of(
                                "type", "group",
                                "userId", "u-1",
                                "groupId", "g-1",
                                "traits", Map.of("name", "Acme", "employees", 300)));
        ReadEvent alias = read(Map.of("type", "alias", "userId", "u-1", "previousId", "a-1"));

        assertThat(group.otherId()).contains("g-1");
        assertThat(group.traits().fields())
                .containsOnly(
                        Map.entry(StandardField.COMPANY, "Acme"),
                        Map.entry(StandardField.COMPANY_SIZE, "300"));
        assertThat(alias.otherId()).contains("a-1");
    }

    @Test
    void believesTheAddressBeforeTheMessage() {
        var result =
                EventReading.read(
                        Map.of("type", "page", "event", "Trial Started", "anonymousId", "a-1"),
                        Optional.of(EventType.TRACK),
                        Optional.empty(),
                        RECEIVED);

        assertThat(((Result.Read) result).event().type()).isEqualTo(EventType.TRACK);
    }

    @Test
    void correctsByWhenTheBatchWasSent() {
        var result =
                EventReading.read(
                        Map.of(
                                "type", "screen",
                                "userId", "u-1",
                                "timestamp", "2031-01-01T00:00:00Z"),
                        Optional.empty(),
                        Optional.of(time("2031-01-01T00:10:00Z")),
                        RECEIVED);

        assertThat(((Result.Read) result).event().time().at()).isEqualTo("2026-11-30T11:50:00Z");
    }

    @Test
    void saysAllThatIsWrong() {
        assertThat(refused(Map.of("type", "track", "context", "here", "traits", 7)))
                .containsExactly(
                        new Mistake("/context", "is no object"),
                        new Mistake("/traits", "is no object"),
                        new Mistake(
                                "",
                                "has neither userId nor anonymousId, so that it is nobody's; send one"),
                        new Mistake("/event", "is missing; say what was done"));
        assertThat(refused(Map.of("type", "purchase", "userId", "u-1")))
                .extracting(Mistake::pointer)
                .containsExactly("/type");
        assertThat(refused(Map.of("type", "alias")))
                .extracting(Mistake::pointer)
                .containsExactly("/userId", "/previousId");
        assertThat(refused(Map.of("type", "group", "userId", "u-1")))
                .extracting(Mistake::pointer)
                .containsExactly("/groupId");
        assertThat(refused(Map.of("type", "page", "userId", List.of("u-1"))))
                .extracting(Mistake::pointer)
                .containsExactly("/userId", "");
        assertThat(refused(Map.of("type", "page", "userId", "u".repeat(256))))
                .extracting(Mistake::pointer)
                .containsExactly("/userId");
        assertThat(refused(Map.of("type", "track", "userId", "u-1", "event", "e".repeat(256))))
                .extracting(Mistake::pointer)
                .containsExactly("/event");
    }

    /// Two identifiers that differ in what cannot be seen must not become one.
    @ParameterizedTest
    @ValueSource(strings = {"u\u00001", "u\u202E1", "u\uD8001", "\uFEFFu1"})
    void refusesIdentifiersThatCannotBeSeen(String identifier) {
        assertThat(refused(Map.of("type", "page", "userId", identifier)))
                .extracting(Mistake::pointer)
                .containsExactly("/userId");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-29T08:00:00Z",
                "2026-11-29T08:00:00.000Z",
                "2026-11-29T09:00:00+01:00",
                "2026-11-29T08:00:00",
                "2026-11-29T08:00",
                " 2026-11-29T08:00:00Z "
            })
    void readsTimesAsSendersWriteThem(String text) {
        assertThat(timed(text)).isEqualTo(new EventTime(time("2026-11-29T08:00:00Z"), none()));
    }

    @Test
    void readsTimesSince1970() {
        Instant then = time("2026-11-29T08:00:00Z");

        assertThat(timed(then.getEpochSecond()).at()).isEqualTo(then);
        assertThat(timed(then.toEpochMilli()).at()).isEqualTo(then);
        assertThat(timed(new BigDecimal(then.getEpochSecond()).add(new BigDecimal("0.25"))).at())
                .isEqualTo(then.plusMillis(250));
    }

    @Test
    void takesALeapSecondForTheLastOne() {
        assertThat(timed("2016-12-31T23:59:60Z").at()).isEqualTo("2016-12-31T23:59:59Z");
    }

    @Test
    void keepsWhatHasNoTimeToBelieve() {
        for (Object value : List.of("yesterday", "26-11-30", 1e300, Double.NaN, true, List.of())) {
            assertThat(timed(value))
                    .as(String.valueOf(value))
                    .isEqualTo(new EventTime(RECEIVED, Optional.of(Doubt.UNREADABLE)));
        }
        assertThat(timed("")).isEqualTo(new EventTime(RECEIVED, none()));
        assertThat(timed("+300000-01-01T00:00:00Z").doubt()).contains(Doubt.FUTURE);
        assertThat(timed("2030-01-01").doubt()).contains(Doubt.FUTURE);
        assertThat(timed("1969-07-20T20:17:40Z").doubt()).contains(Doubt.ANCIENT);
    }

    /// Whatever stands in the place of anything, in every kind of message.
    @ParameterizedTest
    @EnumSource
    void bearsAnything(EventType type) {
        List<@Nullable Object> values =
                Arrays.asList(
                        null,
                        "",
                        "\u0000",
                        "\uD800",
                        "x".repeat(100_000),
                        new BigDecimal("1e1000000"),
                        new BigDecimal("1e-1000000"),
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        -0.0,
                        Long.MAX_VALUE,
                        true,
                        List.of(),
                        List.of(Map.of(), List.of(List.of())),
                        Map.of(),
                        Map.of("", Map.of("", Map.of("", Map.of("", "deep")))),
                        Map.of("__proto__", "x", "constructor", Map.of("name", "y")),
                        Map.of("url", "http://[", "referrer", 7, "title", List.of("a")),
                        Map.of("url", "https://a.example/?utm_medium=%&%=&=&&", "path", "//"),
                        Map.of("page", "x", "campaign", List.of("y"), "userAgent", 8));
        for (String name :
                List.of(
                        "messageId",
                        "userId",
                        "anonymousId",
                        "groupId",
                        "previousId",
                        "event",
                        "name",
                        "timestamp",
                        "sentAt",
                        "properties",
                        "context",
                        "traits")) {
            for (Object value : values) {
                Map<String, @Nullable Object> message = new HashMap<>();
                message.put("userId", "u-1");
                message.put("groupId", "g-1");
                message.put("previousId", "a-1");
                message.put("event", "Seen");
                message.put(name, value);

                Result result =
                        EventReading.read(message, Optional.of(type), Optional.empty(), RECEIVED);

                switch (result) {
                    case Result.Read(ReadEvent event) -> {
                        assertThat(event.time().at()).isBetween(Instant.EPOCH, RECEIVED);
                        assertThat(event.name().length()).isLessThanOrEqualTo(255);
                    }
                    case Result.Refused(List<Mistake> mistakes) ->
                            assertThat(mistakes).as(name).isNotEmpty();
                }
            }
        }
    }

    private static EventTime timed(Object timestamp) {
        return read(Map.of("type", "page", "userId", "u-1", "timestamp", timestamp)).time();
    }

    private static ReadEvent read(Map<String, @Nullable Object> message) {
        return switch (result(message)) {
            case Result.Read(ReadEvent event) -> event;
            case Result.Refused(List<Mistake> mistakes) ->
                    throw new AssertionError(mistakes.toString());
        };
    }

    private static List<Mistake> refused(Map<String, @Nullable Object> message) {
        return switch (result(message)) {
            case Result.Read(ReadEvent event) -> throw new AssertionError(event.toString());
            case Result.Refused(List<Mistake> mistakes) -> mistakes;
        };
    }

    private static Result result(Map<String, @Nullable Object> message) {
        return EventReading.read(message, Optional.empty(), Optional.empty(), RECEIVED);
    }

    private static Instant time(String text) {
        return Instant.parse(text);
    }

    private static Optional<Doubt> none() {
        return Optional.empty();
    }
}
