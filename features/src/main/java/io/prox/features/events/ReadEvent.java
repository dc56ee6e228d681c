package io.prox.features.events;

import io.prox.features.behaviour.Activity;
import java.util.Optional;

/// An event in which nothing is wrong.
///
/// @param messageId by which the same event is known when it comes again; empty where the sender
///   gave none
/// @param userId as the sender knows the person; identifies
/// @param anonymousId of a browser or a device, of which nobody may be known
/// @param otherId the identity that an alias joins to the user, or the group that the person
///   belongs to
/// @param time when it happened
/// @param name of what was done, of the page or the screen, in the sender's words; may be empty,
///   and may name a person
/// @param activity what counts of it; empty where it only says who somebody is
/// @param page where it happened
/// @param arrival by which way the person came there
/// @param traits of the person, or of the group
/// @param userAgent what the device says of itself
/// @param mail which mail it is about; empty where it is about none
public record ReadEvent(
        EventType type,
        Optional<String> messageId,
        Optional<String> userId,
        Optional<String> anonymousId,
        Optional<String> otherId,
        EventTime time,
        String name,
        Optional<Activity> activity,
        Optional<WebPage> page,
        Arrival arrival,
        Traits traits,
        Optional<String> userAgent,
        Optional<MailTouch> mail) {}
