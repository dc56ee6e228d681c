package io.prox.ingestion.who;

import io.prox.contracts.ActivityFact.Deed;
import io.prox.contracts.EventFact.Receipt;
import io.prox.features.behaviour.Activity;
import io.prox.features.events.EventType;
import io.prox.features.events.ReadEvent;
import io.prox.features.events.WebPage;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What of an event is said of whoever did it: values that identify nobody.
final class Deeds {
    private static final int LONGEST_NAME = 120;

    /// An address of mail, or a number that may be somebody's.
    private static final Pattern PERSONAL = Pattern.compile("@|[0-9]{6}");

    private Deeds() {}

    /// @return empty where the event says only who somebody is
    static Optional<Deed> of(ReadEvent event, Receipt receipt) {
        return event.activity().map(activity -> deed(activity, event, receipt));
    }

    private static Deed deed(Activity activity, ReadEvent event, Receipt receipt) {
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
                event.arrival().campaign().name());
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
