package io.prox.features.events;

import io.prox.features.behaviour.Activity;
import io.prox.features.behaviour.ActivityKind;
import io.prox.features.behaviour.Topic;
import io.prox.features.behaviour.Touch;
import io.prox.features.events.Arrival.Campaign;
import io.prox.features.reading.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads events in the form that Segment specifies ("Spec": common fields and the six calls), or
/// says all that is wrong with one. What a sender may do without is never a reason to refuse.
public final class EventReading {
    private static final int LONGEST_ID = 255;
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_AGENT = 500;

    /// In per cent of its height, how deep a page is scrolled when it was read.
    private static final int READ = 75;

    private static final int WHOLE_PAGE = 100;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

    private final Map<String, @Nullable Object> message;
    private final Map<String, @Nullable Object> context;
    private final Map<String, @Nullable Object> contextPage;
    private final Map<String, @Nullable Object> properties;
    private final Map<String, @Nullable Object> traits;
    private final List<Mistake> mistakes = new ArrayList<>();

    private EventReading(Map<String, @Nullable Object> message) {
        this.message = message;
        this.context = members(message, "/context", "context");
        this.contextPage = members(context, "/context/page", "page");
        this.properties = members(message, "/properties", "properties");
        this.traits = members(message, "/traits", "traits");
    }

    /// What became of a message.
    public sealed interface Result {
        record Read(ReadEvent event) implements Result {}

        record Refused(List<Mistake> mistakes) implements Result {
            public Refused {
                mistakes = List.copyOf(mistakes);
            }
        }
    }

    /// @param pointer where it is within the message, a JSON Pointer
    /// @param detail in words that follow a name, without anything that was sent
    public record Mistake(String pointer, String detail) {}

    /// @param message values of JSON by name: texts, numbers, truths, lists, maps
    /// @param type what the address says that it is; else the message says so itself
    /// @param sentAt what the batch says, where the message does not
    /// @param receivedAt by our clock
    public static Result read(
            Map<String, @Nullable Object> message,
            Optional<EventType> type,
            Optional<Instant> sentAt,
            Instant receivedAt) {
        return new EventReading(message).read(type, sentAt, receivedAt);
    }

    private Result read(Optional<EventType> known, Optional<Instant> sentAt, Instant receivedAt) {
        Optional<EventType> type =
                known.or(() -> EventValues.text(message.get("type")).flatMap(EventType::of));
        Optional<String> messageId = identifier("messageId");
        Optional<String> userId = identifier("userId");
        Optional<String> anonymousId = identifier("anonymousId");
        Optional<String> otherId =
                identifier(type.equals(Optional.of(EventType.GROUP)) ? "groupId" : "previousId");
        String name = name(type);
        if (type.isEmpty()) {
            refuse("/type", "is none of identify, track, page, screen, group and alias");
        } else {
            require(type.get(), userId, anonymousId, otherId, name);
        }
        if (type.isEmpty() || !mistakes.isEmpty()) {
            return new Result.Refused(mistakes);
        }
        EventTime time = time(sentAt, receivedAt);
        Arrival arrival = Arrival.of(address(), campaign(), referrer());
        Optional<WebPage> page = page();
        Optional<Activity> activity = activity(type.get(), name, time.at(), page, arrival);
        return new Result.Read(
                new ReadEvent(
                        type.get(),
                        messageId,
                        userId,
                        anonymousId,
                        otherId,
                        time,
                        name,
                        activity,
                        page,
                        arrival,
                        traits(type.get()),
                        EventValues.text(context.get("userAgent"))
                                .map(text -> Texts.cut(text, LONGEST_AGENT)),
                        MailTouch.of(activity.map(Activity::kind), properties)));
    }

    private EventTime time(Optional<Instant> sentAt, Instant receivedAt) {
        Object said = message.get("timestamp");
        if (said == null || said.equals("")) {
            said = message.get("originalTimestamp");
        }
        Optional<Instant> then = EventValues.time(said);
        return said == null || then.isPresent()
                ? EventTime.of(
                        then, EventValues.time(message.get("sentAt")).or(() -> sentAt), receivedAt)
                : EventTime.unreadable(receivedAt);
    }

    private void require(
            EventType type,
            Optional<String> userId,
            Optional<String> anonymousId,
            Optional<String> otherId,
            String name) {
        if (type == EventType.ALIAS) {
            if (userId.isEmpty()) {
                refuse("/userId", "is missing; say which user the other identity is");
            }
            if (otherId.isEmpty()) {
                refuse("/previousId", "is missing; say which identity is the user's");
            }
        } else if (userId.isEmpty() && anonymousId.isEmpty()) {
            refuse("", "has neither userId nor anonymousId, so that it is nobody's; send one");
        }
        if (type == EventType.GROUP && otherId.isEmpty()) {
            refuse("/groupId", "is missing");
        }
        if (type == EventType.TRACK && name.isEmpty()) {
            refuse("/event", "is missing; say what was done");
        }
    }

    private void refuse(String pointer, String detail) {
        mistakes.add(new Mistake(pointer, detail));
    }

    /// The members of an object within another; none where it is missing.
    private Map<String, @Nullable Object> members(
            Map<String, @Nullable Object> of, String pointer, String name) {
        Object value = of.get(name);
        Optional<Map<String, @Nullable Object>> members = EventValues.object(value);
        if (value != null && members.isEmpty()) {
            refuse(pointer, "is no object");
        }
        return members.orElseGet(Map::of);
    }

    private Optional<String> identifier(String name) {
        Object value = message.get(name);
        Optional<String> text = EventValues.text(value);
        String pointer = "/" + name;
        if (value != null && text.isEmpty() && !(value instanceof String)) {
            refuse(pointer, "is neither a text nor a number");
        } else if (value instanceof String given && !given.strip().equals(text.orElse(""))) {
            refuse(pointer, "holds characters that cannot be seen, or halves of some");
        } else if (text.map(String::length).orElse(0) > LONGEST_ID) {
            refuse(pointer, "is longer than %d characters".formatted(LONGEST_ID));
        }
        return text;
    }

    private String name(Optional<EventType> type) {
        if (type.equals(Optional.of(EventType.TRACK))) {
            String name = EventValues.text(message.get("event")).orElse("");
            if (name.length() > LONGEST_NAME) {
                refuse("/event", "is longer than %d characters".formatted(LONGEST_NAME));
            }
            return name;
        }
        return first(message.get("name"), properties.get("title"), contextPage.get("title"))
                .map(text -> Texts.cut(text, LONGEST_NAME))
                .orElse("");
    }

    private String address() {
        return first(properties.get("url"), contextPage.get("url")).orElse("");
    }

    private String referrer() {
        return first(properties.get("referrer"), contextPage.get("referrer")).orElse("");
    }

    private Optional<WebPage> page() {
        return WebPage.of(address())
                .or(
                        () ->
                                first(properties.get("path"), contextPage.get("path"))
                                        .flatMap(WebPage::of));
    }

    private Campaign campaign() {
        Map<String, String> texts = new HashMap<>();
        EventValues.object(context.get("campaign"))
                .orElseGet(Map::of)
                .forEach(
                        (name, value) ->
                                EventValues.text(value).ifPresent(text -> texts.put(name, text)));
        return Campaign.of(texts);
    }

    private static Optional<String> first(@Nullable Object... values) {
        for (Object value : values) {
            Optional<String> text = EventValues.text(value);
            if (text.isPresent()) {
                return text;
            }
        }
        return Optional.empty();
    }

    private Optional<Activity> activity(
            EventType type, String name, Instant at, Optional<WebPage> page, Arrival arrival) {
        return switch (type) {
            case TRACK -> Optional.of(tracked(ActivityKind.ofName(name), at));
            case PAGE ->
                    Optional.of(
                            new Activity(
                                    ActivityKind.PAGE_VIEW,
                                    at,
                                    Optional.of(page.map(WebPage::topic).orElse(Topic.OTHER)),
                                    arrival.touch(),
                                    0,
                                    false));
            case SCREEN ->
                    Optional.of(
                            new Activity(
                                    ActivityKind.SCREEN_VIEW,
                                    at,
                                    Optional.empty(),
                                    Optional.of(Touch.APP),
                                    0,
                                    false));
            case IDENTIFY, GROUP, ALIAS -> Optional.empty();
        };
    }

    private Activity tracked(ActivityKind kind, Instant at) {
        return kind == ActivityKind.PAGE_LEFT
                ? new Activity(
                        kind,
                        at,
                        Optional.empty(),
                        Optional.empty(),
                        whole("seconds", Activity.MOST_SECONDS),
                        whole("depth", WHOLE_PAGE) >= READ && whole("from", WHOLE_PAGE) < READ)
                : Activity.of(kind, at);
    }

    /// A whole number among the properties, from 0 to a bound; 0 where there is none.
    private int whole(String name, int most) {
        return EventValues.text(properties.get(name))
                .filter(text -> NUMBER.matcher(text).matches())
                .map(text -> (int) Math.min(most, Double.parseDouble(text)))
                .orElse(0);
    }

    private Traits traits(EventType type) {
        return switch (type) {
            case IDENTIFY -> Traits.ofPerson(traits);
            case GROUP -> Traits.ofGroup(traits);
            case TRACK, PAGE, SCREEN, ALIAS ->
                    Traits.ofPerson(EventValues.object(context.get("traits")).orElseGet(Map::of));
        };
    }
}
