package io.prox.engagement;

import io.prox.contracts.ActivityFact;
import io.prox.contracts.ActivityFact.ActivityHappened;
import io.prox.contracts.ActivityFact.ActivityTakenBack;
import io.prox.contracts.ActivityFact.Clues;
import io.prox.contracts.ActivityFact.Deed;
import io.prox.contracts.Cause;
import io.prox.contracts.EngagementFact.EngagementChanged;
import io.prox.contracts.EventFact.Channel;
import io.prox.contracts.FactJson;
import io.prox.contracts.LeadId;
import io.prox.contracts.Topics;
import io.prox.contracts.WorkspaceId;
import io.prox.features.behaviour.Activity;
import io.prox.features.behaviour.ActivityKind;
import io.prox.features.behaviour.Engagement;
import io.prox.features.behaviour.Topic;
import io.prox.features.behaviour.Touch;
import io.prox.platform.log.TestLog;
import io.prox.platform.log.TestPublisher;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/// What leads of a workspace do, told to the log as ingestion would tell it, and what is published
/// of it.
final class Doings implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-05T10:20:00Z");

    private static final Cause EVENT = Cause.of(Cause.Kind.EVENT);

    private final WorkspaceId workspace;
    private final TestPublisher publisher = new TestPublisher();

    Doings(WorkspaceId workspace) {
        this.workspace = workspace;
    }

    static Deed page(Instant at) {
        return deed(at, at, Channel.SERVER);
    }

    static Deed deed(Instant at, Instant receivedAt, Channel channel) {
        return new Deed(
                at,
                receivedAt,
                channel,
                "source_1",
                "page_view",
                Optional.of("prices"),
                Optional.of("paid_search"),
                40,
                true,
                Optional.empty(),
                Optional.of("acme.example"),
                Optional.of("/pricing"),
                Optional.empty(),
                Optional.empty());
    }

    /// With a mail that went out half an hour before now.
    ///
    /// @param kind `mail_click`, …
    /// @param seconds after it went out
    static Deed mail(String kind, long seconds, String link, String machine) {
        Instant sent = NOW.minus(Duration.ofMinutes(30));
        return new Deed(
                sent.plusSeconds(seconds),
                NOW,
                Channel.SERVER,
                "source_1",
                kind,
                Optional.empty(),
                Optional.empty(),
                0,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(
                        new Clues(
                                Optional.of(machine).filter(word -> !word.isEmpty()),
                                Optional.of("name").filter(word -> !machine.isEmpty()),
                                Optional.of("mail1"),
                                Optional.of(link).filter(word -> !word.isEmpty()),
                                Optional.of(sent),
                                false)));
    }

    /// As the fold takes a deed.
    static Activity activity(Deed deed) {
        return new Activity(
                ActivityKind.ofWord(deed.kind()),
                deed.at(),
                deed.topic().flatMap(Topic::ofWord),
                deed.touch().flatMap(Touch::ofWord),
                deed.seconds(),
                deed.readToEnd());
    }

    static Deed chance(SplittableRandom random) {
        Instant at = NOW.minus(Duration.ofMinutes(random.nextInt(80 * 24 * 60)));
        ActivityKind[] kinds =
                Arrays.stream(ActivityKind.values())
                        .filter(kind -> kind != ActivityKind.MAIL_DELIVERED)
                        .toArray(ActivityKind[]::new);
        Topic[] topics = Topic.values();
        Touch[] touches = Touch.values();
        return new Deed(
                at,
                NOW,
                random.nextBoolean() ? Channel.BROWSER : Channel.SERVER,
                "source_1",
                kinds[random.nextInt(kinds.length)].word(),
                random.nextBoolean()
                        ? Optional.of(topics[random.nextInt(topics.length)].word())
                        : Optional.empty(),
                random.nextInt(4) == 0
                        ? Optional.of(touches[random.nextInt(touches.length)].word())
                        : Optional.empty(),
                random.nextInt(90),
                random.nextBoolean(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    ActivityHappened happened(LeadId lead, String activity, long revision, Deed deed) {
        Instant known = deed.receivedAt().plusMillis(5);
        return new ActivityHappened(workspace, lead, activity, revision, known, EVENT, deed);
    }

    ActivityTakenBack takenBack(LeadId lead, String activity, long revision) {
        return new ActivityTakenBack(
                workspace, lead, activity, revision, NOW.plusSeconds(9), EVENT);
    }

    void tell(ActivityFact fact) {
        publisher.publish(
                Topics.ACTIVITY,
                Topics.key(workspace, fact.lead()),
                FactJson.ACTIVITY.encode(fact));
    }

    /// What a reader that keeps the newest of each part has.
    static Engagement sumOfParts(List<EngagementChanged> changes) {
        Map<Instant, Engagement> parts = new HashMap<>();
        changes.forEach(
                change ->
                        change.parts()
                                .forEach(
                                        part ->
                                                parts.put(
                                                        part.hour(),
                                                        Engagement.decoded(part.state().array()))));
        return parts.values().stream().reduce(Engagement.NONE, Engagement::plus);
    }

    static Engagement fold(List<Deed> deeds) {
        return Engagement.of(deeds.stream().map(Doings::activity).toList());
    }

    static Engagement state(EngagementChanged change) {
        return Engagement.decoded(change.state().array());
    }

    /// What was published of a lead, when it is enough.
    List<EngagementChanged> facts(LeadId lead, Predicate<List<EngagementChanged>> enough) {
        settle();
        return TestLog.readUntil(
                        Topics.ENGAGEMENT,
                        bytes ->
                                FactJson.ENGAGEMENT
                                        .decode(bytes)
                                        .map(fact -> (EngagementChanged) fact)
                                        .filter(fact -> fact.workspace().equals(workspace))
                                        .filter(fact -> fact.lead().equals(lead)),
                        placed ->
                                !placed.isEmpty()
                                        && enough.test(
                                                placed.stream().map(TestLog.Placed::fact).toList()))
                .stream()
                .map(TestLog.Placed::fact)
                .toList();
    }

    void settle() {
        publisher.settle();
    }

    TestPublisher publisher() {
        return publisher;
    }

    @Override
    public void close() {
        publisher.close();
    }
}
