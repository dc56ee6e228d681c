package io.prox.ingestion.who;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.contracts.ActivityFact.Clues;
import io.prox.contracts.ActivityFact.Deed;
import io.prox.contracts.EventFact.Channel;
import io.prox.contracts.EventFact.Receipt;
import io.prox.features.behaviour.Activity;
import io.prox.features.events.EventType;
import io.prox.features.events.MailTouch;
import io.prox.features.events.ReadEvent;
import io.prox.features.events.WebPage;
import io.prox.features.machines.Agents;
import io.prox.features.machines.Verdict;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What of an event is said of whoever did it: values that identify nobody.
final class Deeds {
    private static final int LONGEST_NAME = 120;
    private static final int HASH_BYTES = 6;

    /// An address of mail, or a number that may be somebody's.
    private static final Pattern PERSONAL = Pattern.compile("@|[0-9]{6}");

    private Deeds() {}

    /// @param agent what the client said of itself when it sent the event
    /// @return empty where the event says only who somebody is
    static Optional<Deed> of(ReadEvent event, Receipt receipt, Optional<String> agent) {
        return event.activity().map(activity -> deed(activity, event, receipt, agent));
    }

    private static Deed deed(
            Activity activity, ReadEvent event, Receipt receipt, Optional<String> agent) {
        return new Deed(
                activity.at(),
                receipt.at(),
                receipt.channel(),
                receipt.source(),
                word(activity.kind()),
                activity.topic().map(Deeds::word),
                activity.touch().map(Deeds::word),
                activity.seconds(),
                activity.readToEnd(),
                name(event),
                event.page().map(WebPage::host).filter(host -> !host.isEmpty()),
                event.page().map(WebPage::path),
                event.arrival().campaign().name(),
                clues(activity, event, receipt, agent));
    }

    /// A server tells of others: what it says of itself, and where it stands, is not theirs.
    private static Optional<Clues> clues(
            Activity activity, ReadEvent event, Receipt receipt, Optional<String> agent) {
        boolean isItself = receipt.channel() == Channel.BROWSER;
        Optional<Verdict> told =
                Agents.of(
                        event.userAgent().or(() -> isItself ? agent : Optional.empty()),
                        isItself ? receipt.network() : Optional.empty());
        Optional<MailTouch> mail = event.mail();
        return told.isEmpty() && mail.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Clues(
                                told.map(verdict -> verdict.machine().word()),
                                told.map(verdict -> verdict.evidence().word()),
                                mail.map(touch -> mail(touch, activity)),
                                mail.flatMap(MailTouch::link).map(Deeds::shortHash),
                                mail.flatMap(MailTouch::sentAt),
                                mail.map(MailTouch::probed).orElse(false)));
    }

    /// A mail that nobody names is taken for one with the others of its day.
    private static String mail(MailTouch touch, Activity activity) {
        return shortHash(
                touch.mail()
                        .orElseGet(
                                () ->
                                        LocalDate.ofInstant(activity.at(), ZoneOffset.UTC)
                                                .toString()));
    }

    /// Enough to tell mails and links of one lead apart, and too short to be found again by trying.
    private static String shortHash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Titles of pages are left out: they name whom a page is about.
    private static Optional<String> name(ReadEvent event) {
        return Optional.of(event.name())
                .filter(name -> event.type() == EventType.TRACK)
                .filter(name -> name.length() <= LONGEST_NAME)
                .filter(name -> !PERSONAL.matcher(name).find());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
