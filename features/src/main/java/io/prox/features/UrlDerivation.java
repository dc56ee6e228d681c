package io.prox.features;

import io.prox.features.behaviour.CampaignMedium;
import io.prox.features.behaviour.SiteKind;
import io.prox.features.behaviour.Topic;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// A web address becomes the class of its host, the depth and topic of its page, and the campaign's
/// medium and source in few classes.
///
/// Query values, fragments and user information may name a person, so nothing of them remains: each
/// is only compared with fixed words.
final class UrlDerivation implements Derivation {
    private static final int HOST = 0;
    private static final int DEPTH = 1;
    private static final int TOPIC = 2;
    private static final int MEDIUM = 3;
    private static final int SOURCE = 4;

    private static final List<String> HOSTS = words(SiteKind.values(), SiteKind::words);
    private static final List<String> TOPICS = words(Topic.values(), Topic::words);
    private static final List<String> MEDIUMS =
            words(CampaignMedium.values(), CampaignMedium::words);

    private static final List<String> SOURCES =
            List.of(
                    "other source",
                    "Google",
                    "Bing",
                    "Facebook or Instagram",
                    "LinkedIn",
                    "X",
                    "YouTube",
                    "TikTok",
                    "newsletter",
                    "partner",
                    "direct");

    private static final Map<String, Integer> SOURCE_WORDS =
            classes(
                    SOURCES,
                    """
                    Google: google adwords google-ads googleads google_ads
                    Bing: bing microsoft
                    Facebook or Instagram: facebook fb instagram ig meta facebook-ads
                    LinkedIn: linkedin li
                    X: twitter x t.co
                    YouTube: youtube yt
                    TikTok: tiktok
                    newsletter: newsletter email mailchimp hubspot mailing hs_email
                    partner: partner affiliate referral capterra g2
                    direct: direct (direct)
                    """);

    private static final List<Feature> FEATURES =
            List.of(
                    Feature.category("kind of site", "host of the address", HOSTS),
                    Feature.number("depth of page", "steps in the path of the address"),
                    Feature.category("topic of page", "known words in the path", TOPICS),
                    Feature.category("campaign medium", "utm_medium of the address", MEDIUMS),
                    Feature.category("campaign source", "utm_source of the address", SOURCES));

    @Override
    public List<Feature> features() {
        return FEATURES;
    }

    @Override
    public void derive(String cell, double[] values) {
        String address = cell.strip().toLowerCase(Locale.ROOT);
        int end = firstOf(address, '?', '#');
        String place = address.substring(0, end);
        int scheme = place.indexOf("://");
        int hostStart = scheme >= 0 ? scheme + 3 : place.startsWith("//") ? 2 : 0;
        int slash = place.indexOf('/', hostStart);
        int hostEnd = slash < 0 ? place.length() : slash;
        String host = place.substring(hostStart, hostEnd);
        host = host.substring(host.lastIndexOf('@') + 1);
        values[HOST] = HOSTS.indexOf(SiteKind.ofHost(host).words());
        path(place.substring(hostEnd), values);
        if (end < address.length() && address.charAt(end) == '?') {
            int fragment = address.indexOf('#', end);
            query(address.substring(end + 1, fragment < 0 ? address.length() : fragment), values);
        }
    }

    private static void path(String path, double[] values) {
        values[DEPTH] = Arrays.stream(path.split("/", -1)).filter(step -> !step.isEmpty()).count();
        values[TOPIC] = TOPICS.indexOf(Topic.ofPath(path).words());
    }

    private static void query(String query, double[] values) {
        for (String pair : query.split("[&;]", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0 || equals == pair.length() - 1) {
                continue;
            }
            String value = pair.substring(equals + 1).replace("%20", "-").replace('+', '-');
            switch (pair.substring(0, equals)) {
                case "utm_medium" ->
                        values[MEDIUM] = MEDIUMS.indexOf(CampaignMedium.of(value).words());
                case "utm_source" -> values[SOURCE] = SOURCE_WORDS.getOrDefault(value, 0);
                case "gclid", "msclkid" ->
                        values[MEDIUM] = orElse(values[MEDIUM], CampaignMedium.PAID_SEARCH);
                default -> {
                    // any other parameter may be personal
                }
            }
        }
    }

    /// The medium that a click id of an advertiser implies, unless the address states one.
    private static double orElse(double medium, CampaignMedium implied) {
        return Double.isNaN(medium) ? MEDIUMS.indexOf(implied.words()) : medium;
    }

    private static <E> List<String> words(E[] classes, Function<E, String> words) {
        return Arrays.stream(classes).map(words).toList();
    }

    private static int firstOf(String text, char one, char other) {
        int first = text.indexOf(one);
        int second = text.indexOf(other);
        if (first < 0) {
            return second < 0 ? text.length() : second;
        }
        return second < 0 ? first : Math.min(first, second);
    }

    /// Words to the place of their class; one class a line, `class: word word`.
    private static Map<String, Integer> classes(List<String> levels, String lines) {
        var codes = new HashMap<String, Integer>();
        lines.lines()
                .forEach(
                        line -> {
                            int colon = line.indexOf(": ");
                            int code = levels.indexOf(line.substring(0, colon));
                            if (code < 0) {
                                throw new IllegalStateException("class is not a level: " + line);
                            }
                            for (String word : line.substring(colon + 2).split(" ", -1)) {
                                codes.put(word, code);
                            }
                        });
        return Map.copyOf(codes);
    }
}
