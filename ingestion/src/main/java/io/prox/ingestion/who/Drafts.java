package io.prox.ingestion.who;

import io.prox.features.events.EventType;
import io.prox.features.events.ReadEvent;
import io.prox.features.fields.StandardField;
import io.prox.features.normal.EmailAddress;
import io.prox.features.reading.LeadDraft;
import io.prox.features.reading.LeadReading;
import io.prox.features.reading.LeadReading.Mistake;
import io.prox.features.reading.ReadLead;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What an event that proves who somebody is says of them, as a lead. What of it cannot be read is
/// left out; the rest counts.
final class Drafts {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{9,10}");
    private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{12,13}");

    private Drafts() {}

    /// @param lead empty where nobody can tell which it is
    /// @param leftOut what could not be read
    record Draft(Optional<ReadLead> lead, List<Mistake> leftOut) {
        Draft {
            leftOut = List.copyOf(leftOut);
        }
    }

    /// Whether an event says who somebody is.
    static boolean namesSomebody(ReadEvent event) {
        return event.type() == EventType.IDENTIFY
                && (event.userId().isPresent()
                        || event.traits().fields().containsKey(StandardField.EMAIL));
    }

    static Draft of(ReadEvent event) {
        Map<String, String> fields = new HashMap<>();
        event.traits()
                .others()
                .forEach(
                        (name, text) -> {
                            // An outcome is no trait, however a trait is called.
                            if (StandardField.ofKey(name).isEmpty()) {
                                fields.put(name, text);
                            }
                        });
        event.traits()
                .fields()
                .forEach((field, text) -> fields.put(field.key(), told(field, text)));
        event.userId()
                .ifPresent(
                        id -> {
                            fields.put(StandardField.EXTERNAL_ID.key(), id);
                            EmailAddress.read(id)
                                    .found()
                                    .ifPresent(
                                            address ->
                                                    fields.putIfAbsent(
                                                            StandardField.EMAIL.key(),
                                                            address.address()));
                        });
        return read(fields, event.time().at());
    }

    private static String told(StandardField field, String text) {
        if (field != StandardField.CREATED_AT) {
            return text;
        }
        if (SECONDS.matcher(text).matches()) {
            return Instant.ofEpochSecond(Long.parseLong(text)).toString();
        }
        return MILLISECONDS.matcher(text).matches()
                ? Instant.ofEpochMilli(Long.parseLong(text)).toString()
                : text;
    }

    private static Draft read(Map<String, String> fields, Instant at) {
        return switch (LeadReading.read(new LeadDraft(fields, Optional.of(at)))) {
            case LeadReading.Result.Read(ReadLead lead) -> new Draft(Optional.of(lead), List.of());
            case LeadReading.Result.Refused(List<Mistake> mistakes) -> {
                Set<String> wrong = new HashSet<>();
                mistakes.forEach(mistake -> wrong.add(mistake.field()));
                Map<String, String> rest = new HashMap<>(fields);
                rest.keySet().removeAll(wrong);
                yield rest.size() == fields.size()
                        ? new Draft(Optional.empty(), mistakes)
                        : new Draft(read(rest, at).lead(), mistakes);
            }
        };
    }
}
