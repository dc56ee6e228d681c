package io.prox.features.behaviour;

import java.util.Optional;

/// What kind of site a host is.
///
/// The words are levels of a feature, in this order: they stay.
public enum SiteKind {
    ANOTHER("another site", Touch.REFERRAL, ""),
    SEARCH(
            "search engine",
            Touch.ORGANIC_SEARCH,
            "google bing yahoo duckduckgo baidu yandex ecosia qwant startpage naver seznam sogou ask brave"),
    SOCIAL_NETWORK(
            "social network",
            Touch.SOCIAL,
            "facebook fb instagram twitter t x tiktok reddit pinterest snapchat threads mastodon vk weibo quora tumblr"),
    BUSINESS_NETWORK("business network", Touch.SOCIAL, "linkedin lnkd xing viadeo"),
    VIDEO("video", Touch.VIDEO, "youtube youtu vimeo twitch dailymotion"),
    ADVERTISING(
            "advertising",
            Touch.DISPLAY,
            "doubleclick googleadservices googlesyndication taboola outbrain criteo adroll"),
    MAIL(
            "mail",
            Touch.MAIL,
            "gmail outlook office mailchimp list-manage sendgrid campaign-archive"),
    MARKETPLACE(
            "marketplace",
            Touch.REFERRAL,
            "amazon ebay g2 capterra trustpilot alibaba etsy softwareadvice getapp"),
    CHAT(
            "chat or assistant",
            Touch.MESSAGE,
            "whatsapp telegram slack teams discord chatgpt openai perplexity claude gemini copilot"),
    NONE("no site", Touch.DIRECT, "");

    private static final WordClasses<SiteKind> BY_NAME =
            WordClasses.of(values(), kind -> kind.names);

    private final String words;
    private final Touch touch;
    private final String names;

    /// @param names of hosts before their public endings: `google` of `www.google.co.uk`
    SiteKind(String words, Touch touch, String names) {
        this.words = words;
        this.touch = touch;
        this.names = names;
    }

    /// @param host in lower case, perhaps with a port; empty for none
    public static SiteKind ofHost(String host) {
        if (host.isEmpty()) {
            return NONE;
        }
        int port = host.indexOf(':');
        String[] labels = (port < 0 ? host : host.substring(0, port)).split("\\.", -1);
        int name = labels.length - 2;
        boolean twoPartEnding =
                name > 0 && labels[name].length() <= 3 && labels[name + 1].length() == 2;
        if (twoPartEnding && BY_NAME.of(labels[name]).isEmpty()) {
            name--;
        }
        return Optional.of(name)
                .filter(place -> place >= 0)
                .flatMap(place -> BY_NAME.of(labels[place]))
                .orElse(ANOTHER);
    }

    /// For people: `search engine`.
    public String words() {
        return words;
    }

    /// The way by which somebody comes from there, where nothing else tells.
    public Touch touch() {
        return touch;
    }
}
