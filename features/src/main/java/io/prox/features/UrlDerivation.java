package io.prox.features;

import io.prox.features.behaviour.Topic;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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

    private static final List<String> HOSTS =
            List.of(
                    "another site",
                    "search engine",
                    "social network",
                    "business network",
                    "video",
                    "advertising",
                    "mail",
                    "marketplace",
                    "chat or assistant",
                    "no site");
    private static final int ANOTHER = 0;

    /// Class of a host by the name before its public ending: `google` of `www.google.co.uk`.
    private static final Map<String, Integer> HOST_NAMES =
            classes(
                    HOSTS,
                    """
                    search engine: google bing yahoo duckduckgo baidu yandex ecosia qwant startpage naver seznam sogou ask brave
                    social network: facebook fb instagram twitter t x tiktok reddit pinterest snapchat threads mastodon vk weibo quora tumblr
                    business network: linkedin lnkd xing viadeo
                    video: youtube youtu vimeo twitch dailymotion
                    advertising: doubleclick googleadservices googlesyndication taboola outbrain criteo adroll
                    mail: gmail outlook office mailchimp list-manage sendgrid campaign-archive
                    marketplace: amazon ebay g2 capterra trustpilot alibaba etsy softwareadvice getapp
                    chat or assistant: whatsapp telegram slack teams discord chatgpt openai perplexity claude gemini copilot
                    """);

    private static final List<String> TOPICS =
            Arrays.stream(Topic.values()).map(Topic::words).toList();
    private static final int OTHER_PAGE = 0;
    private static final int FRONT_PAGE = 1;

    private static final Map<String, Integer> TOPIC_WORDS =
            classes(
                    TOPICS,
                    """
                    prices: pricing price prices plans plan preise tarife tarifs precios quote offer angebot
                    demo or trial: demo trial free-trial book-demo request-demo get-started start signup sign-up register try
                    contact: contact contact-us kontakt contacto contatti support-request talk-to-sales sales
                    product: product products produkt produkte features feature solutions solution platform shop store category collections
                    blog or news: blog news articles article insights press magazine stories post posts
                    help or documentation: help docs documentation support faq kb guide guides learn resources knowledge
                    about or careers: about about-us company team jobs careers career karriere investors
                    sign-in: login signin sign-in account auth dashboard my
                    event or course: event events webinar webinars course courses training workshop academy
                    basket or order: cart basket checkout order orders warenkorb payment
                    customers or cases: customers case-studies case-study cases references testimonials reviews
                    """);

    private static final List<String> MEDIUMS =
            List.of(
                    "other medium",
                    "paid search",
                    "paid social",
                    "display",
                    "e-mail",
                    "organic",
                    "social",
                    "referral",
                    "affiliate",
                    "video",
                    "message",
                    "offline");

    private static final Map<String, Integer> MEDIUM_WORDS =
            classes(
                    MEDIUMS,
                    """
                    paid search: cpc ppc paid paidsearch paid-search paid_search sem adwords
                    paid social: paidsocial paid-social paid_social cpc-social social-paid
                    display: display banner cpm retargeting remarketing programmatic native
                    e-mail: email e-mail mail newsletter edm
                    organic: organic seo
                    social: social social-media social_media sm
                    referral: referral partner link
                    affiliate: affiliate affiliates
                    video: video
                    message: sms push whatsapp chat
                    offline: print qr flyer event tv radio direct-mail
                    """);

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
        values[HOST] = host.isEmpty() ? HOSTS.indexOf("no site") : host(host);
        path(place.substring(hostEnd), values);
        if (end < address.length() && address.charAt(end) == '?') {
            int fragment = address.indexOf('#', end);
            query(address.substring(end + 1, fragment < 0 ? address.length() : fragment), values);
        }
    }

    /// The class of a host by the name that was registered: `google` of `www.google.co.uk`.
    private static int host(String host) {
        int port = host.indexOf(':');
        String[] labels = (port < 0 ? host : host.substring(0, port)).split("\\.", -1);
        int name = labels.length - 2;
        boolean twoPartEnding =
                name > 0 && labels[name].length() <= 3 && labels[name + 1].length() == 2;
        if (twoPartEnding && !HOST_NAMES.containsKey(labels[name])) {
            name--;
        }
        return name < 0 ? ANOTHER : HOST_NAMES.getOrDefault(labels[name], ANOTHER);
    }

    private static void path(String path, double[] values) {
        int depth = 0;
        int topic = OTHER_PAGE;
        for (String step : path.split("/", -1)) {
            if (step.isEmpty()) {
                continue;
            }
            depth++;
            int dot = step.lastIndexOf('.');
            String word = dot > 0 ? step.substring(0, dot) : step;
            if (topic == OTHER_PAGE) {
                topic = TOPIC_WORDS.getOrDefault(word, OTHER_PAGE);
            }
        }
        values[DEPTH] = depth;
        values[TOPIC] = depth == 0 ? FRONT_PAGE : topic;
    }

    private static void query(String query, double[] values) {
        for (String pair : query.split("[&;]", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0 || equals == pair.length() - 1) {
                continue;
            }
            String value = pair.substring(equals + 1).replace("%20", "-").replace('+', '-');
            switch (pair.substring(0, equals)) {
                case "utm_medium" -> values[MEDIUM] = MEDIUM_WORDS.getOrDefault(value, 0);
                case "utm_source" -> values[SOURCE] = SOURCE_WORDS.getOrDefault(value, 0);
                case "gclid", "msclkid" -> values[MEDIUM] = orElse(values[MEDIUM], "paid search");
                default -> {
                    // any other parameter may be personal
                }
            }
        }
    }

    /// The medium that a click id of an advertiser implies, unless the address states one.
    private static double orElse(double medium, String implied) {
        return Double.isNaN(medium) ? MEDIUMS.indexOf(implied) : medium;
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
