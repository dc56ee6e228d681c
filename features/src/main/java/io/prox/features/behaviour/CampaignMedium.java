package io.prox.features.behaviour;

/// What kind of medium a campaign uses, by what advertisers write into `utm_medium`.
///
/// The words are levels of a feature, in this order: they stay.
public enum CampaignMedium {
    OTHER("other medium", Touch.OTHER, ""),
    PAID_SEARCH(
            "paid search",
            Touch.PAID_SEARCH,
            "cpc ppc paid paidsearch paid-search paid_search sem adwords"),
    PAID_SOCIAL(
            "paid social",
            Touch.PAID_SOCIAL,
            "paidsocial paid-social paid_social cpc-social social-paid"),
    DISPLAY(
            "display",
            Touch.DISPLAY,
            "display banner cpm retargeting remarketing programmatic native"),
    MAIL("e-mail", Touch.MAIL, "email e-mail mail newsletter edm"),
    ORGANIC("organic", Touch.ORGANIC_SEARCH, "organic seo"),
    SOCIAL("social", Touch.SOCIAL, "social social-media social_media sm"),
    REFERRAL("referral", Touch.REFERRAL, "referral partner link"),
    AFFILIATE("affiliate", Touch.AFFILIATE, "affiliate affiliates"),
    VIDEO("video", Touch.VIDEO, "video"),
    MESSAGE("message", Touch.MESSAGE, "sms push whatsapp chat"),
    OFFLINE("offline", Touch.OFFLINE, "print qr flyer event tv radio direct-mail");

    private static final WordClasses<CampaignMedium> BY_WORD =
            WordClasses.of(values(), medium -> medium.spellings);

    private final String words;
    private final Touch touch;
    private final String spellings;

    CampaignMedium(String words, Touch touch, String spellings) {
        this.words = words;
        this.touch = touch;
        this.spellings = spellings;
    }

    /// @param text of `utm_medium`, in lower case, with `-` for blanks
    public static CampaignMedium of(String text) {
        return BY_WORD.of(text).orElse(OTHER);
    }

    /// For people: `paid search`.
    public String words() {
        return words;
    }

    /// The way by which somebody comes.
    public Touch touch() {
        return touch;
    }
}
