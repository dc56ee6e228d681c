package io.prox.engagement.folding;

import static java.util.Objects.requireNonNull;

import io.prox.contracts.ActivityFact;
import io.prox.contracts.ActivityFact.ActivityHappened;
import io.prox.contracts.ActivityFact.ActivityTakenBack;
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
import io.prox.engagement.folding.Timeline.Entry;
import io.prox.engagement.folding.Timeline.Kept;
import io.prox.engagement.folding.Timeline.Known;
import io.prox.features.behaviour.Engagement;
import io.prox.platform.database.Database;
import io.prox.platform.log.BatchHandler;
import io.prox.platform.log.Message;
import io.prox.platform.log.Outbox;
import io.prox.platform.log.Outcome;
import io.prox.platform.log.Received;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Takes what leads do into their timelines, folds it into their engagement, and publishes that:
/// once for all activities of a lead that came together and for the same cause, as long as the fact
/// can name them.
///
/// The fold is kept in parts, by the hour in which they were learnt. What is taken back is taken
/// out by folding its part anew.
public final class ActivityHandler implements BatchHandler<ActivityFact> {
    private final Database database;
    private final Engagements engagements;
    private final Timeline timeline;
    private final Reclassifying reclassifying;
    private final Outbox outbox;

    public ActivityHandler(
            Database database,
            Engagements engagements,
            Timeline timeline,
            Reclassifying reclassifying,
            Outbox outbox) {
        this.database = database;
        this.engagements = engagements;
        this.timeline = timeline;
        this.reclassifying = reclassifying;
        this.outbox = outbox;
    }

    @Override
    public List<Outcome> handle(List<Received<ActivityFact>> batch) {
        SortedMap<WorkspaceId, List<ActivityFact>> parts = new TreeMap<>();
        for (Received<ActivityFact> received : batch) {
            parts.computeIfAbsent(received.fact().workspace(), first -> new ArrayList<>())
                    .add(received.fact());
        }
        parts.forEach(
                (workspace, facts) ->
                        database.within(
                                workspace,
                                () -> Steps.of(facts).forEach(step -> fold(workspace, step))));
        return Collections.nCopies(batch.size(), Outcome.DONE);
    }

    /// @param facts by lead, each of an activity of its own, and of a lead for one cause
    private void fold(WorkspaceId workspace, SortedMap<LeadId, List<ActivityFact>> facts) {
        Map<LeadId, Locked> locked = engagements.lock(workspace, new TreeSet<>(facts.keySet()));
        Map<LeadActivity, Known> known = timeline.known(workspace, activities(facts.values()));
        Map<LeadId, List<ActivityFact>> fresh = fresh(facts, locked, known);
        Map<LeadActivity, Kept> mails = mails(workspace, fresh, known);
        var news = new ArrayList<News>();
        fresh.forEach(
                (lead, own) ->
                        news.add(
                                News.of(
                                        lead,
                                        requireNonNull(locked.get(lead), "is locked"),
                                        own,
                                        known,
                                        mails)));
        timeline.write(workspace, news.stream().flatMap(each -> each.entries.stream()).toList());
        Map<LeadHour, Engagement> changed = changed(workspace, news);
        engagements.writeParts(workspace, changed);
        publish(workspace, news, changed);
        turn(workspace, fresh, mails);
    }

    /// What is not known yet of leads that are there.
    private static Map<LeadId, List<ActivityFact>> fresh(
            SortedMap<LeadId, List<ActivityFact>> facts,
            Map<LeadId, Locked> locked,
            Map<LeadActivity, Known> known) {
        Map<LeadId, List<ActivityFact>> fresh = new LinkedHashMap<>();
        facts.forEach(
                (lead, own) -> {
                    List<ActivityFact> more =
                            requireNonNull(locked.get(lead), "a lead that is not locked").deleted()
                                    ? List.of()
                                    : own.stream()
                                            .filter(fact -> fact.revision() > revision(fact, known))
                                            .toList();
                    if (!more.isEmpty()) {
                        fresh.put(lead, more);
                    }
                });
        return fresh;
    }

    private static long revision(ActivityFact fact, Map<LeadActivity, Known> known) {
        Known stood = known.get(new LeadActivity(fact.lead(), fact.activity()));
        return stood == null ? 0 : stood.revision();
    }

    /// All that will be kept about the mails that facts are about, judged.
    private Map<LeadActivity, Kept> mails(
            WorkspaceId workspace,
            Map<LeadId, List<ActivityFact>> fresh,
            Map<LeadActivity, Known> known) {
        Set<LeadMail> mails = new HashSet<>();
        Map<LeadActivity, Kept> members = new HashMap<>();
        Set<LeadActivity> gone = new HashSet<>();
        for (ActivityFact fact : (Iterable<ActivityFact>) all(fresh)::iterator) {
            var activity = new LeadActivity(fact.lead(), fact.activity());
            Optional<Known> stood = Optional.ofNullable(known.get(activity));
            stood.flatMap(Known::mail)
                    .ifPresent(mail -> mails.add(new LeadMail(fact.lead(), mail)));
            gone.add(activity);
            if (fact instanceof ActivityHappened happened) {
                Folding.mail(happened.deed())
                        .ifPresent(
                                mail -> {
                                    mails.add(new LeadMail(fact.lead(), mail));
                                    members.put(
                                            activity,
                                            new Kept(
                                                    activity,
                                                    Optional.of(mail),
                                                    Folding.hour(happened),
                                                    false,
                                                    stood.map(Known::judgement)
                                                            .orElse(Judgement.NONE),
                                                    happened.deed()));
                                });
            }
        }
        timeline.ofMails(workspace, mails).stream()
                .filter(kept -> !gone.contains(kept.activity()))
                .forEach(kept -> members.put(kept.activity(), kept));
        Map<LeadActivity, Kept> judged = new HashMap<>();
        Judging.judged(members.values()).forEach(kept -> judged.put(kept.activity(), kept));
        judged.entrySet()
                .removeIf(member -> member.getValue().equals(members.get(member.getKey())));
        return judged;
    }

    private static Stream<ActivityFact> all(Map<LeadId, List<ActivityFact>> fresh) {
        return fresh.values().stream().flatMap(List::stream);
    }

    /// What was judged otherwise before something new was known of its mail.
    private void turn(
            WorkspaceId workspace,
            Map<LeadId, List<ActivityFact>> fresh,
            Map<LeadActivity, Kept> judged) {
        Set<LeadActivity> told = activities(fresh.values());
        fresh.forEach(
                (lead, own) ->
                        reclassifying.turn(
                                workspace,
                                lead,
                                judged.values().stream()
                                        .filter(kept -> kept.activity().lead().equals(lead))
                                        .filter(kept -> !told.contains(kept.activity()))
                                        .toList(),
                                own.getLast().knownAt(),
                                Cause.of(Cause.Kind.RECLASSIFICATION)));
    }

    private static Set<LeadActivity> activities(Collection<List<ActivityFact>> facts) {
        Set<LeadActivity> activities = new HashSet<>();
        facts.forEach(
                own ->
                        own.forEach(
                                fact ->
                                        activities.add(
                                                new LeadActivity(fact.lead(), fact.activity()))));
        return activities;
    }

    /// The parts that are other than before.
    private Map<LeadHour, Engagement> changed(WorkspaceId workspace, List<News> news) {
        Set<LeadHour> grown = new HashSet<>();
        Set<LeadHour> anew = new HashSet<>();
        for (News each : news) {
            grown.addAll(each.added.keySet());
            anew.addAll(each.anew);
        }
        grown.removeAll(anew);
        Map<LeadHour, Engagement> before = engagements.parts(workspace, grown);
        Map<LeadHour, List<Deed>> counted = timeline.counted(workspace, anew);
        Map<LeadHour, Engagement> changed = new HashMap<>();
        anew.forEach(hour -> changed.put(hour, Folding.of(counted.getOrDefault(hour, List.of()))));
        for (News each : news) {
            each.added.forEach(
                    (hour, deeds) -> {
                        if (grown.contains(hour)) {
                            changed.put(
                                    hour,
                                    before.getOrDefault(hour, Engagement.NONE)
                                            .plus(Folding.of(deeds)));
                        }
                    });
        }
        return changed;
    }

    private void publish(
            WorkspaceId workspace, List<News> news, Map<LeadHour, Engagement> changed) {
        Map<LeadId, Engagement> anew = whole(workspace, news);
        var folded = new ArrayList<Folded>();
        var messages = new ArrayList<Message>();
        for (News each : news) {
            if (!each.isInFold()) {
                continue;
            }
            Engagement state =
                    Optional.ofNullable(anew.get(each.lead)).orElseGet(() -> each.grownState());
            var now = new Folded(each.lead, each.before.revision() + 1, state);
            folded.add(now);
            messages.add(message(workspace, now, each, changed));
        }
        engagements.write(workspace, folded);
        outbox.append(messages);
    }

    /// The engagement of those leads from which something was taken out.
    private Map<LeadId, Engagement> whole(WorkspaceId workspace, List<News> news) {
        Map<LeadId, Engagement> whole = new HashMap<>();
        news.stream()
                .filter(each -> !each.anew.isEmpty())
                .forEach(each -> whole.put(each.lead, Engagement.NONE));
        engagements
                .allParts(workspace, whole.keySet())
                .forEach((part, state) -> whole.merge(part.lead(), state, Engagement::plus));
        return whole;
    }

    private static Message message(
            WorkspaceId workspace, Folded folded, News news, Map<LeadHour, Engagement> changed) {
        List<Part> parts =
                news.hours().stream()
                        .map(
                                hour ->
                                        new Part(
                                                hour.hour(),
                                                bytes(requireNonNull(changed.get(hour)))))
                        .toList();
        return Message.of(
                Topics.ENGAGEMENT,
                Topics.key(workspace, folded.lead()),
                FactJson.ENGAGEMENT.encode(
                        new EngagementChanged(
                                workspace,
                                folded.lead(),
                                folded.revision(),
                                news.knownAt,
                                news.last.cause(),
                                news.names,
                                bytes(folded.state()),
                                parts)));
    }

    private static Bytes bytes(Engagement engagement) {
        return Bytes.of(engagement.encoded());
    }

    /// What facts say of one lead that was not known.
    private static final class News {
        final LeadId lead;
        final Locked before;
        final List<Entry> entries = new ArrayList<>();

        /// Activities that make the fold another one.
        final List<String> names = new ArrayList<>();

        /// What came into the fold, by the hour in which it was learnt.
        final Map<LeadHour, List<Deed>> added = new HashMap<>();

        /// Hours from which something was taken out.
        final Set<LeadHour> anew = new HashSet<>();

        ActivityFact last;
        Instant knownAt;

        private News(LeadId lead, Locked before, ActivityFact first) {
            this.lead = lead;
            this.before = before;
            this.last = first;
            this.knownAt = first.knownAt();
        }

        /// @param facts that are not known yet
        /// @param mails what of them is about a mail, judged
        static News of(
                LeadId lead,
                Locked before,
                List<ActivityFact> facts,
                Map<LeadActivity, Known> known,
                Map<LeadActivity, Kept> mails) {
            var news = new News(lead, before, facts.getFirst());
            for (ActivityFact fact : facts) {
                var activity = new LeadActivity(lead, fact.activity());
                news.take(
                        fact,
                        Optional.ofNullable(known.get(activity)),
                        Optional.ofNullable(mails.get(activity)));
            }
            return news;
        }

        private void take(ActivityFact fact, Optional<Known> stood, Optional<Kept> ofMail) {
            stood.flatMap(Known::hour).ifPresent(hour -> anew.add(new LeadHour(lead, hour)));
            Entry entry =
                    switch (fact) {
                        case ActivityHappened happened ->
                                entry(
                                        happened,
                                        ofMail.map(Kept::judgement)
                                                .orElseGet(() -> alone(happened, stood)));
                        case ActivityTakenBack gone ->
                                new Entry(
                                        new LeadActivity(lead, gone.activity()),
                                        gone.revision(),
                                        Optional.empty(),
                                        false,
                                        Optional.empty(),
                                        Optional.empty());
                    };
            entries.add(entry);
            if (entry.counts() || stood.flatMap(Known::hour).isPresent()) {
                names.add(fact.activity());
            }
            last = fact;
            knownAt = fact.knownAt().isAfter(knownAt) ? fact.knownAt() : knownAt;
        }

        private static Judgement alone(ActivityHappened fact, Optional<Known> stood) {
            return stood.map(Known::judgement)
                    .orElse(Judgement.NONE)
                    .withRules(Judging.alone(fact.deed()));
        }

        private Entry entry(ActivityHappened fact, Judgement judgement) {
            var hour = new LeadHour(lead, Folding.hour(fact));
            boolean counts = Folding.counts(fact.deed(), judgement);
            if (counts) {
                added.computeIfAbsent(hour, first -> new ArrayList<>()).add(fact.deed());
            }
            return new Entry(
                    new LeadActivity(lead, fact.activity()),
                    fact.revision(),
                    Optional.of(hour.hour()),
                    counts,
                    judgement.rules(),
                    Optional.of(fact.deed()));
        }

        /// Whether the fold is another than before.
        boolean isInFold() {
            return !added.isEmpty() || !anew.isEmpty();
        }

        /// Those of which there is another part, in their order.
        List<LeadHour> hours() {
            Set<LeadHour> hours = new HashSet<>(anew);
            hours.addAll(added.keySet());
            return hours.stream().sorted(Comparator.comparing(LeadHour::hour)).toList();
        }

        /// Where nothing was taken out.
        Engagement grownState() {
            return before.state()
                    .plus(Folding.of(added.values().stream().flatMap(List::stream).toList()));
        }
    }
}
