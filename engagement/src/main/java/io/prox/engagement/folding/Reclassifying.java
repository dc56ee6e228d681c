package io.prox.engagement.folding;

import static java.util.Objects.requireNonNull;

import io.prox.contracts.ActivityFact.Deed;
import io.prox.contracts.Bytes;
import io.prox.contracts.Cause;
import io.prox.contracts.EngagementFact.EngagementChanged;
import io.prox.contracts.EngagementFact.Part;
import io.prox.contracts.FactJson;
import io.prox.contracts.LeadId;
import io.prox.contracts.Topics;
import io.prox.contracts.WorkspaceId;
import io.prox.engagement.folding.Engagements.Folded;
import io.prox.engagement.folding.Engagements.Locked;
import io.prox.engagement.folding.Timeline.Kept;
import io.prox.engagement.folding.Timeline.Shown;
import io.prox.features.behaviour.Engagement;
import io.prox.platform.database.Database;
import io.prox.platform.log.Message;
import io.prox.platform.log.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Turns what was taken for a person's into a machine's, and back: by rules that know more than
/// before, or by hand. What turns leaves the fold of its hour or comes into it, and the lead's
/// engagement is published with that as its cause.
public final class Reclassifying {
    private final Database database;
    private final Engagements engagements;
    private final Timeline timeline;
    private final Outbox outbox;
    private final Clock clock;

    public Reclassifying(
            Database database,
            Engagements engagements,
            Timeline timeline,
            Outbox outbox,
            Clock clock) {
        this.database = database;
        this.engagements = engagements;
        this.timeline = timeline;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// Lets somebody say who did something, or leaves it to the rules again.
    ///
    /// @param hand a kind of machine's word, or [Judgement#PERSON]; empty for the rules
    /// @param cause with who says so
    /// @param audit is done where there is such an activity, in the same transaction
    /// @return the activity as it is now; empty where the lead did nothing of that name
    public Optional<Shown> byHand(
            WorkspaceId workspace,
            LeadId lead,
            String activity,
            Optional<String> hand,
            Cause cause,
            Runnable audit) {
        return requireNonNull(
                database.within(
                        workspace,
                        () -> {
                            var named = new LeadActivity(lead, activity);
                            if (timeline.one(workspace, named).isEmpty()) {
                                return Optional.<Shown>empty(); // a lock would make the lead
                            }
                            engagements.lock(workspace, List.of(lead));
                            return timeline.one(workspace, named)
                                    .map(
                                            kept -> {
                                                Kept now =
                                                        kept.under(kept.judgement().withHand(hand));
                                                turn(
                                                        workspace,
                                                        lead,
                                                        List.of(now),
                                                        clock.instant(),
                                                        cause);
                                                audit.run();
                                                return Shown.of(now);
                                            });
                        }));
    }

    /// Keeps other judgements of a locked lead's activities. Works within the running transaction.
    ///
    /// @param turned as they are to be kept
    /// @param knownAt when that became known
    void turn(WorkspaceId workspace, LeadId lead, List<Kept> turned, Instant knownAt, Cause cause) {
        for (int from = 0; from < turned.size(); from += EngagementChanged.MOST_NAMED) {
            step(
                    workspace,
                    lead,
                    turned.subList(
                            from, Math.min(turned.size(), from + EngagementChanged.MOST_NAMED)),
                    knownAt,
                    cause);
        }
    }

    private void step(
            WorkspaceId workspace, LeadId lead, List<Kept> turned, Instant knownAt, Cause cause) {
        List<Kept> moved = moved(workspace, turned);
        timeline.turn(workspace, turned);
        if (moved.isEmpty()) {
            return;
        }
        Locked before = requireNonNull(engagements.lock(workspace, List.of(lead)).get(lead));
        Map<LeadHour, Engagement> parts = anew(workspace, hours(lead, moved));
        engagements.writeParts(workspace, parts);
        Engagement state =
                engagements.allParts(workspace, List.of(lead)).values().stream()
                        .reduce(Engagement.NONE, Engagement::plus);
        var now = new Folded(lead, before.revision() + 1, state);
        engagements.write(workspace, List.of(now));
        outbox.append(List.of(message(workspace, now, moved, parts, knownAt, cause)));
    }

    /// Those that are in the fold now and were not, or the other way round.
    private List<Kept> moved(WorkspaceId workspace, List<Kept> turned) {
        Map<LeadActivity, Timeline.Known> known =
                timeline.known(workspace, turned.stream().map(Kept::activity).toList());
        var moved = new ArrayList<Kept>();
        for (Kept kept : turned) {
            boolean counted =
                    Optional.ofNullable(known.get(kept.activity()))
                            .flatMap(Timeline.Known::hour)
                            .isPresent();
            if (counted != kept.counts()) {
                moved.add(kept);
            }
        }
        return moved;
    }

    private static Set<LeadHour> hours(LeadId lead, Collection<Kept> moved) {
        Set<LeadHour> hours = new HashSet<>();
        moved.forEach(kept -> hours.add(new LeadHour(lead, kept.hour())));
        return hours;
    }

    private Map<LeadHour, Engagement> anew(WorkspaceId workspace, Set<LeadHour> hours) {
        Map<LeadHour, List<Deed>> counted = timeline.counted(workspace, hours);
        Map<LeadHour, Engagement> parts = new HashMap<>();
        hours.forEach(hour -> parts.put(hour, Folding.of(counted.getOrDefault(hour, List.of()))));
        return parts;
    }

    private static Message message(
            WorkspaceId workspace,
            Folded now,
            List<Kept> moved,
            Map<LeadHour, Engagement> parts,
            Instant knownAt,
            Cause cause) {
        return Message.of(
                Topics.ENGAGEMENT,
                Topics.key(workspace, now.lead()),
                FactJson.ENGAGEMENT.encode(
                        new EngagementChanged(
                                workspace,
                                now.lead(),
                                now.revision(),
                                knownAt,
                                cause,
                                moved.stream().map(kept -> kept.activity().activity()).toList(),
                                Bytes.of(now.state().encoded()),
                                parts.entrySet().stream()
                                        .map(
                                                part ->
                                                        new Part(
                                                                part.getKey().hour(),
                                                                Bytes.of(
                                                                        part.getValue().encoded())))
                                        .sorted((one, other) -> one.hour().compareTo(other.hour()))
                                        .toList())));
    }
}
