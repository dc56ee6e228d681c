package io.prox.features.machines;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/// What is known of something that was done with a mail, or on a page soon after.
///
/// @param id of the activity
/// @param what it was
/// @param at when
/// @param told what its user agent or its network told of it by themselves
/// @param link which one was followed; the same for the same link
/// @param sentAt when the mail went out, where its sender said so
/// @param probed whether it went where no person can: a link that nobody sees, headers alone
public record MailDeed(
        String id,
        What what,
        Instant at,
        Optional<Verdict> told,
        Optional<String> link,
        Optional<Instant> sentAt,
        boolean probed) {
    /// What was done, as far as it matters here.
    public enum What {
        DELIVERED,
        OPENED,
        CLICKED,
        /// Whatever else: a reply, an unsubscription.
        OTHER
    }

    public MailDeed {
        requireNonNull(id, "id");
        requireNonNull(what, "what");
        requireNonNull(at, "at");
    }
}
