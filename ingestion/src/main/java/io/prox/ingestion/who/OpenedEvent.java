package io.prox.ingestion.who;

import io.prox.contracts.Bytes;
import io.prox.contracts.EventFact.EventAccepted;
import io.prox.contracts.EventFact.Receipt;
import io.prox.features.events.ReadEvent;
import io.prox.features.fields.StandardField;
import io.prox.features.normal.EmailAddress;
import io.prox.ingestion.events.SentEvent;
import io.prox.ingestion.leads.Identity;
import io.prox.platform.sealing.BlindIndex;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// An event that was taken from the log and read, with the keyed hashes of whom it speaks of.
///
/// @param sent as it was sent
/// @param id by which it is known when it comes again, in hexadecimal
/// @param content hash of what it says, in hexadecimal
/// @param device that it happened on
/// @param user whom it names, proven or claimed
/// @param address of mail that it gives, proven or claimed
record OpenedEvent(
        Receipt receipt,
        SentEvent sent,
        ReadEvent event,
        String id,
        String content,
        Optional<String> device,
        Optional<String> user,
        Optional<String> address) {
    /// What differs when a client sends the same again.
    private static final Set<String> OF_THE_SENDING =
            Set.of("sentAt", "receivedAt", "writeKey", "_metadata", "retryCount");

    private static final JsonMapper IN_ORDER =
            JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    static OpenedEvent of(
            EventAccepted fact,
            SentEvent sent,
            Map<String, @Nullable Object> message,
            ReadEvent event,
            BlindIndex index) {
        Map<String, @Nullable Object> said = new TreeMap<>(message);
        said.keySet().removeAll(OF_THE_SENDING);
        return new OpenedEvent(
                fact.receipt(),
                sent,
                event,
                event.messageId()
                        .map(id -> index.token("event/" + fact.receipt().source(), id))
                        .orElseGet(
                                () ->
                                        index.token(
                                                "receipt",
                                                Base64.getEncoder()
                                                        .encodeToString(fact.sealed().array()))),
                index.token("content", IN_ORDER.writeValueAsString(said)),
                event.anonymousId().map(id -> index.token("device", id)),
                event.userId().map(id -> user(id, index)),
                Optional.ofNullable(event.traits().fields().get(StandardField.EMAIL))
                        .or(event::userId)
                        .flatMap(text -> EmailAddress.read(text).found())
                        .map(address -> Identity.email(address.address(), index)));
    }

    /// As it was sent, to be kept.
    Bytes encoded() {
        return Bytes.of(sent.encoded());
    }

    boolean proves() {
        return receipt.channel().proves();
    }

    /// Whom it proves, if anybody.
    Optional<String> person() {
        return proves()
                ? user.or(() -> Drafts.namesSomebody(event) ? address : Optional.empty())
                : Optional.empty();
    }

    /// All whom it speaks of, proven or claimed.
    List<String> persons() {
        return Stream.of(user, address).flatMap(Optional::stream).toList();
    }

    /// A user id that is an address of mail is one: so leads are known by it.
    static String user(String id, BlindIndex index) {
        return EmailAddress.read(id)
                .found()
                .map(address -> Identity.email(address.address(), index))
                .orElseGet(() -> Identity.user(id, index));
    }

    /// Whom it names.
    Optional<String> claimed() {
        return user.or(() -> address);
    }

    /// By whom its activity is kept: the person whom it proves, else the device. A user who is only
    /// claimed, on no device, is somebody of their own.
    Optional<String> visitor() {
        return person().or(() -> device).or(() -> user.map(claimed -> "claimed/" + claimed));
    }
}
