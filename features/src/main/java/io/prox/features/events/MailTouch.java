package io.prox.features.events;

import io.prox.features.behaviour.ActivityKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which mail an event is about, by the names that services which send mails give to it.
///
/// @param mail which one, as its sender names it
/// @param link which was followed
/// @param sentAt when the mail went out
/// @param probed whether it was asked for the headers alone, or a link was followed that nobody
///   sees
public record MailTouch(
        Optional<String> mail, Optional<String> link, Optional<Instant> sentAt, boolean probed) {
    private static final List<String> MAILS =
            List.of(
                    "mail",
                    "mail_id",
                    "mailId",
                    "email_id",
                    "emailId",
                    "message_id",
                    "messageId",
                    "sg_message_id",
                    "MessageID");
    private static final List<String> LINKS =
            List.of(
                    "link",
                    "link_url",
                    "linkUrl",
                    "link_id",
                    "linkId",
                    "url",
                    "href",
                    "OriginalLink");
    private static final List<String> TIMES =
            List.of("sent_at", "sentAt", "delivered_at", "deliveredAt");

    /// Of an event with these properties.
    ///
    /// @return empty where it is about no mail
    static Optional<MailTouch> of(
            Optional<ActivityKind> kind, Map<String, @Nullable Object> properties) {
        return kind.filter(MailTouch::isOfMail)
                .map(
                        of ->
                                new MailTouch(
                                        first(MAILS, properties),
                                        of == ActivityKind.MAIL_CLICK
                                                ? first(LINKS, properties)
                                                : Optional.empty(),
                                        TIMES.stream()
                                                .flatMap(
                                                        name ->
                                                                EventValues.time(
                                                                        properties.get(name))
                                                                        .stream())
                                                .findFirst(),
                                        isTrue(properties.get("probed"))
                                                || isTrue(properties.get("trap"))
                                                || first(List.of("method"), properties)
                                                        .filter("HEAD"::equalsIgnoreCase)
                                                        .isPresent()));
    }

    private static boolean isOfMail(ActivityKind kind) {
        return switch (kind) {
            case MAIL_DELIVERED, MAIL_OPEN, MAIL_CLICK, MAIL_REPLY, MAIL_BOUNCE, UNSUBSCRIBE ->
                    true;
            default -> false;
        };
    }

    private static boolean isTrue(@Nullable Object value) {
        return Boolean.TRUE.equals(value);
    }

    private static Optional<String> first(
            List<String> names, Map<String, @Nullable Object> properties) {
        return names.stream()
                .flatMap(name -> EventValues.text(properties.get(name)).stream())
                .findFirst();
    }
}
