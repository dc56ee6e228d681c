package io.prox.features.behaviour;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Names that customers give to what people do, and what they mean: `Demo Requested`,
/// `demo_request` and `demoRequest` are one.
///
/// A line is a kind and what tells it: words of which all must be in the name, in any order and
/// with any of the usual endings; other such words after a comma. The first line that fits counts,
/// so that `Email Link Clicked` is a click in a mail before it is one on a link.
final class WrittenNames {
    private static final String LINES =
            """
            PAGE_LEFT: page left
            MAIL_OPEN: email open, mail open, newsletter open
            MAIL_CLICK: email click, mail click, newsletter click
            MAIL_REPLY: email reply, email replied, email answer, email respond
            MAIL_DELIVERED: email deliver, mail deliver, newsletter deliver
            MAIL_BOUNCE: email bounce, mail bounce, email dropped, mail dropped
            UNSUBSCRIBE: unsubscribe, opt out, optout, spam report, spam complaint, marked spam
            VIDEO: video
            DEMO_REQUEST: demo
            TRIAL: trial
            MEETING: meeting, appointment, call book, call schedule, call held, calendly
            EVENT: webinar, event register, event registration, event attend, workshop, conference
            SIGN_UP: sign up, signup, account create, user create, register, registration
            SIGN_IN: sign in, signin, log in, logged in, login
            CHAT: chat, conversation
            FORM: form, contact request, contact us, lead submit, quote request
            ORDER: order complete, order update, order place, purchase, checkout complete, payment complete, subscription start, subscription create
            BASKET: cart, basket, product add, checkout, wishlist
            SEARCH: search
            DOWNLOAD: download, whitepaper, ebook
            LINK_CLICK: link, click
            PRODUCT_USE: feature, project create, workspace create, user invite, report create, integration, import complete, export complete
            """;

    private static final Set<String> ENDINGS =
            Set.of("", "s", "es", "d", "ed", "ted", "ing", "ings");

    private static final List<Meaning> MEANINGS = LINES.lines().map(Meaning::read).toList();

    /// Where a new word begins within a name: `demoRequested`.
    private static final Pattern HUMP = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");

    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    private WrittenNames() {}

    /// @param patterns sets of words without their endings
    private record Meaning(ActivityKind kind, List<Set<String>> patterns) {
        static Meaning read(String line) {
            int colon = line.indexOf(": ");
            return new Meaning(
                    ActivityKind.valueOf(line.substring(0, colon)),
                    Arrays.stream(line.substring(colon + 2).split(", ", -1))
                            .map(words -> Set.of(words.split(" ", -1)))
                            .toList());
        }

        boolean fits(Set<String> words) {
            return patterns.stream()
                    .anyMatch(pattern -> pattern.stream().allMatch(stem -> isIn(words, stem)));
        }

        private static boolean isIn(Set<String> words, String stem) {
            return words.stream()
                    .anyMatch(
                            word ->
                                    word.startsWith(stem)
                                            && ENDINGS.contains(word.substring(stem.length())));
        }
    }

    static ActivityKind kind(String name) {
        Set<String> words = words(name);
        return MEANINGS.stream()
                .filter(meaning -> meaning.fits(words))
                .map(Meaning::kind)
                .findFirst()
                .orElse(ActivityKind.OTHER);
    }

    private static Set<String> words(String name) {
        String apart = HUMP.matcher(name).replaceAll(" ").toLowerCase(Locale.ROOT);
        return new HashSet<>(List.of(BETWEEN.split(apart, -1)));
    }
}
