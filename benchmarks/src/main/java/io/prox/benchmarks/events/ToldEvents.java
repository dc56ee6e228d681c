package io.prox.benchmarks.events;

import io.prox.features.events.EventReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// What the server of an invented company tells of its customers: page views and deeds of the last
/// weeks in no order, by people who are known and by devices of which nobody is known until the
/// server says so. No two of them happened in the same millisecond.
///
/// Used by several threads.
public final class ToldEvents {
    private static final String SITE = "https://www.told.example";
    private static final Duration WEEKS = Duration.ofDays(20);

    /// Coprime to the milliseconds of the weeks, so that each number has a time of its own.
    private static final long STRIDE = 1_000_003;

    /// A person is introduced at about this event of theirs.
    private static final int INTRODUCED_AT = 12;

    private static final List<String> PAGES =
            List.of("/", "/product", "/pricing", "/docs/api", "/customers", "/blog/a", "/contact");
    private static final List<String> DEEDS =
            List.of(
                    "Demo Requested",
                    "Trial Started",
                    "Whitepaper Downloaded",
                    "Webinar Attended",
                    "Signed In",
                    "Something Else");
    private static final List<String> MEDIA = List.of("cpc", "organic", "email", "social");

    private final String name;
    private final Instant until;
    private final Random chance;
    private final List<Person> persons = new ArrayList<>();
    private long count;

    private static final class Person {
        final String email;
        final String device;
        boolean introduced;

        Person(String email, String device) {
            this.email = email;
            this.device = device;
        }
    }

    /// @param name is part of all addresses and ids
    /// @param persons how many there are
    /// @param until when the newest event may have happened
    public ToldEvents(String name, long seed, int persons, Instant until) {
        this.name = name;
        this.until = until;
        this.chance = new Random(seed);
        for (int number = 0; number < persons; number++) {
            this.persons.add(
                    new Person(
                            "person%d@%s-%d.example".formatted(number, name, number / 3),
                            "%s-device-%d".formatted(name, number)));
        }
    }

    public synchronized Told next() {
        Person person = persons.get(chance.nextInt(persons.size()));
        if (!person.introduced && chance.nextInt(INTRODUCED_AT) == 0) {
            return introduction(person);
        }
        Map<String, Object> message = begun(person, chance.nextBoolean());
        if (chance.nextInt(3) == 0) {
            message.put("type", "track");
            message.put("event", DEEDS.get(chance.nextInt(DEEDS.size())));
        } else if (chance.nextInt(4) == 0) {
            message.put("type", "track");
            message.put("event", "Page Left");
            message.put(
                    "properties",
                    Map.of("seconds", chance.nextInt(300), "depth", chance.nextInt(101)));
        } else {
            message.put("type", "page");
            message.put(
                    "properties", Map.of("url", SITE + PAGES.get(chance.nextInt(PAGES.size()))));
            if (chance.nextInt(5) == 0) {
                message.put(
                        "context",
                        Map.of(
                                "campaign",
                                Map.of("medium", MEDIA.get(chance.nextInt(MEDIA.size())))));
            }
        }
        return told(person, message);
    }

    /// Who did the rest: of everybody of whom the server has not said it yet.
    public synchronized List<Told> introductions() {
        return persons.stream()
                .filter(person -> !person.introduced)
                .map(this::introduction)
                .toList();
    }

    private Told introduction(Person person) {
        person.introduced = true;
        Map<String, Object> message = begun(person, true);
        message.put("type", "identify");
        message.put("anonymousId", person.device);
        message.put("traits", Map.of("email", person.email));
        return told(person, message);
    }

    private Map<String, Object> begun(Person person, boolean known) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("messageId", "%s-%d".formatted(name, count));
        long back = count * STRIDE % WEEKS.toMillis();
        message.put("timestamp", until.minusMillis(back).toString());
        message.put(known ? "userId" : "anonymousId", known ? person.email : person.device);
        count++;
        return message;
    }

    private Told told(Person person, Map<String, Object> message) {
        EventReading.Result read =
                EventReading.read(
                        new LinkedHashMap<>(message), Optional.empty(), Optional.empty(), until);
        if (!(read instanceof EventReading.Result.Read(var event))) {
            throw new IllegalStateException("not an event: " + message);
        }
        return new Told(
                String.valueOf(message.get("messageId")), person.email, message, event.activity());
    }
}
