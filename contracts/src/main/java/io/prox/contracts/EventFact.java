package io.prox.contracts;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What came to the door of events, as it stands on [Topics#EVENTS]: what the door knows of it, and
/// the message as it came, sealed with the key of a day, since any of it may name a person.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = EventFact.EventAccepted.class, name = "event-accepted"),
    @JsonSubTypes.Type(value = EventFact.EventRefused.class, name = "event-refused")
})
public sealed interface EventFact {
    WorkspaceId workspace();

    Receipt receipt();

    /// An event that can be read. Its sender was told that it is safe.
    ///
    /// @param sealed what was sent, by the key of the receipt's day
    record EventAccepted(WorkspaceId workspace, Receipt receipt, Bytes sealed)
            implements EventFact {}

    /// An event that cannot be read. Its sender was told why.
    ///
    /// @param faults what is wrong
    /// @param sealed what was sent, by the key of the receipt's day; empty where the source had too
    ///   much refused for all of it to be kept
    record EventRefused(
            WorkspaceId workspace, Receipt receipt, List<Fault> faults, Optional<Bytes> sealed)
            implements EventFact {
        public EventRefused {
            faults = List.copyOf(faults);
        }
    }

    /// How something came in.
    ///
    /// @param source by identifier
    /// @param at by our clock
    /// @param day whose key seals it, UTC
    /// @param network that it came from, without the last part of the address; empty where that is
    ///   not known
    record Receipt(
            String source, Channel channel, Instant at, LocalDate day, Optional<String> network) {}

    /// @param pointer where it is within the message, a JSON Pointer
    /// @param detail in words that follow a name, without anything that was sent
    record Fault(String pointer, String detail) {}

    /// By what something came in, which decides what it can prove.
    enum Channel {
        /// By a key that is secret: proves who somebody is.
        @JsonProperty("server")
        SERVER,
        /// By a key that everybody can read: proves nothing.
        @JsonProperty("browser")
        BROWSER,
        /// By a key that is secret, long after: of what it tells it was known when it happened.
        @JsonProperty("history")
        HISTORY,
        @JsonEnumDefaultValue
        @JsonProperty("other")
        OTHER;

        /// Whether what it says of who somebody is can be relied upon.
        public boolean proves() {
            return this == SERVER || this == HISTORY;
        }
    }
}
