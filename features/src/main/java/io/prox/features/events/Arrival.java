package io.prox.features.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.features.behaviour.CampaignMedium;
import io.prox.features.behaviour.SiteKind;
import io.prox.features.behaviour.Touch;
import io.prox.features.normal.CompanyDomain;
import io.prox.features.reading.Texts;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// By which way somebody came to a page: what the address says of a campaign, a click on an
/// advertisement, or the page before.
///
/// @param campaign as its address or its sender names it
/// @param clickOf who put a click id onto the address: `gclid`; the id itself, which is a person's,
///   is not kept
/// @param referrer the host of the page before, where that is another site
/// @param touch empty where the person was on the site already and no campaign brought them, and
///   where there is no page to come to
public record Arrival(
        Campaign campaign,
        Optional<String> clickOf,
        Optional<String> referrer,
        Optional<Touch> touch) {
    /// Parameters by which advertisers recognise a click, in the order in which they count.
    private static final List<Click> CLICKS =
            List.of(
                    new Click("gclid", Touch.PAID_SEARCH),
                    new Click("gbraid", Touch.PAID_SEARCH),
                    new Click("wbraid", Touch.PAID_SEARCH),
                    new Click("msclkid", Touch.PAID_SEARCH),
                    new Click("dclid", Touch.DISPLAY),
                    new Click("li_fat_id", Touch.PAID_SOCIAL),
                    new Click("ttclid", Touch.PAID_SOCIAL),
                    new Click("twclid", Touch.PAID_SOCIAL),
                    new Click("rdt_cid", Touch.PAID_SOCIAL),
                    // these two stand behind links that nobody paid for as well
                    new Click("fbclid", Touch.SOCIAL),
                    new Click("igshid", Touch.SOCIAL),
                    new Click("mc_eid", Touch.MAIL));

    private static final String CAMPAIGN = "utm_";

    private record Click(String parameter, Touch touch) {}

    /// A campaign in the words of who runs it.
    ///
    /// @param name of the campaign; all are empty where nobody said
    public record Campaign(
            Optional<String> name,
            Optional<String> source,
            Optional<String> medium,
            Optional<String> term,
            Optional<String> content) {
        private static final int LONGEST = 120;

        /// Nobody said that a campaign brought the person.
        public static final Campaign NONE = of(Map.of());

        /// @param texts by name: `name` or `campaign`, `source`, `medium`, `term`, `content`
        public static Campaign of(Map<String, String> texts) {
            return new Campaign(
                    text("campaign", texts).or(() -> text("name", texts)),
                    text("source", texts),
                    text("medium", texts),
                    text("term", texts),
                    text("content", texts));
        }

        /// What may name a person is left out: senders put the address of who gets a mail there.
        private static Optional<String> text(String name, Map<String, String> texts) {
            return Optional.ofNullable(texts.get(name))
                    .map(Texts::clean)
                    .filter(text -> !text.isEmpty() && text.indexOf('@') < 0)
                    .map(text -> Texts.cut(text, LONGEST));
        }

        boolean isNone() {
            return equals(NONE);
        }

        private Optional<Touch> touch() {
            if (medium.isPresent()) {
                String word = medium.get().toLowerCase(Locale.ROOT).replace(' ', '-');
                return Optional.of(CampaignMedium.of(word).touch());
            }
            return source.map(text -> SiteKind.ofHost(host(text)))
                    .filter(kind -> kind != SiteKind.ANOTHER)
                    .map(SiteKind::touch)
                    .or(() -> isNone() ? Optional.empty() : Optional.of(Touch.OTHER));
        }

        /// Sources are named as sites (`linkedin.com`) or by their names (`linkedin`).
        private static String host(String source) {
            String word = source.toLowerCase(Locale.ROOT);
            return word.indexOf('.') < 0 ? word + ".com" : word;
        }
    }

    /// @param address of the page, with its parameters; empty where there is none
    /// @param told a campaign that the sender named beside the address, which counts first
    /// @param before the address of the page before; empty where the browser told none
    public static Arrival of(String address, Campaign told, String before) {
        Map<String, String> parameters = parameters(address);
        Map<String, String> named = new HashMap<>();
        parameters.forEach(
                (name, value) -> {
                    if (name.startsWith(CAMPAIGN)) {
                        named.put(name.substring(CAMPAIGN.length()), value);
                    }
                });
        Campaign campaign = told.isNone() ? Campaign.of(named) : told;
        Optional<Click> click =
                CLICKS.stream()
                        .filter(each -> parameters.containsKey(each.parameter()))
                        .findFirst();
        Optional<String> here = WebPage.of(address).map(WebPage::host);
        Optional<String> referrer =
                WebPage.of(before)
                        .map(WebPage::host)
                        .filter(host -> !host.isEmpty())
                        .filter(host -> here.map(own -> !isSameSite(own, host)).orElse(true));
        Optional<Touch> touch =
                campaign.touch()
                        .or(() -> click.map(Click::touch))
                        .or(() -> referrer.map(host -> SiteKind.ofHost(host).touch()))
                        .or(() -> here.filter(host -> before.isBlank()).map(host -> Touch.DIRECT));
        return new Arrival(campaign, click.map(Click::parameter), referrer, touch);
    }

    /// Pages of `www.acme.example` and `shop.acme.example` are of one site.
    private static boolean isSameSite(String one, String other) {
        return site(one).equals(site(other));
    }

    private static String site(String host) {
        return CompanyDomain.registrable(host).orElse(host);
    }

    private static Map<String, String> parameters(String address) {
        int start = address.indexOf('?');
        if (start < 0) {
            return Map.of();
        }
        int end = address.indexOf('#', start);
        Map<String, String> parameters = new HashMap<>();
        for (String pair :
                address.substring(start + 1, end < 0 ? address.length() : end).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.putIfAbsent(
                        pair.substring(0, equals).toLowerCase(Locale.ROOT),
                        decoded(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
