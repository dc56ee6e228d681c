package io.prox.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Optional;

/// Something that a lead did, or did not after all, as it stands on [Topics#ACTIVITY], in values
/// that identify nobody.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ActivityFact.ActivityHappened.class, name = "activity-happened"),
    @JsonSubTypes.Type(value = ActivityFact.ActivityTakenBack.class, name = "activity-taken-back")
})
public sealed interface ActivityFact {
    WorkspaceId workspace();

    LeadId lead();

    /// Follows from the event that told of it: the same for the same event, whenever and however
    /// often it comes.
    String activity();

    /// Counts what was published of the activity, about whichever lead, from 1. A reader keeps the
    /// newest of each lead.
    long revision();

    /// When ProX learnt of it.
    Instant knownAt();

    Cause cause();

    /// A lead did something.
    record ActivityHappened(
            WorkspaceId workspace,
            LeadId lead,
            String activity,
            long revision,
            Instant knownAt,
            Cause cause,
            Deed deed)
            implements ActivityFact {
        public ActivityHappened {
            Revisions.check(revision);
        }
    }

    /// It was not this lead, or nobody.
    record ActivityTakenBack(
            WorkspaceId workspace,
            LeadId lead,
            String activity,
            long revision,
            Instant knownAt,
            Cause cause)
            implements ActivityFact {
        public ActivityTakenBack {
            Revisions.check(revision);
        }
    }

    /// What was done.
    ///
    /// @param at when, never after it was received
    /// @param receivedAt by our clock
    /// @param channel by which it was told
    /// @param source by identifier
    /// @param kind of a closed list, in lower case: `page_view`
    /// @param topic of a page, of a closed list, in lower case: `prices`
    /// @param touch the way of coming, where it began a visit or came by a campaign: `paid_search`
    /// @param seconds for how long a page was looked at; 0 where nobody measured
    /// @param readToEnd whether a page was scrolled through
    /// @param name in the sender's words, where these look like nobody's name
    /// @param host of the page, in lower case
    /// @param path of the page, without what may name a person
    /// @param campaign in the words of who runs it
    /// @param clues whether a person did it; empty where nothing is known that could tell
    record Deed(
            Instant at,
            Instant receivedAt,
            EventFact.Channel channel,
            String source,
            String kind,
            Optional<String> topic,
            Optional<String> touch,
            int seconds,
            boolean readToEnd,
            Optional<String> name,
            Optional<String> host,
            Optional<String> path,
            Optional<String> campaign,
            Optional<Clues> clues) {}

    /// What may tell whether a person did something, or a machine.
    ///
    /// @param machine which kind of machine it was, by what it said of itself or by its network, in
    ///   lower case: `scanner`; empty for whatever may be a person
    /// @param evidence by which of the two, in lower case: `name`
    /// @param mail which mail it is about: a short hash, the same for the same one
    /// @param link which link of the mail: a short hash, the same for the same one
    /// @param sentAt when the mail went out, where its sender said so
    /// @param probed whether it went where no person can
    record Clues(
            Optional<String> machine,
            Optional<String> evidence,
            Optional<String> mail,
            Optional<String> link,
            Optional<Instant> sentAt,
            boolean probed) {}
}
