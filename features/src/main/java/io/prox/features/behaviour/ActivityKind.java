package io.prox.features.behaviour;

/// What a lead did, in the closed list that counts are kept by. A name of an event that a customer
/// made up is one of these by its words, or else [#OTHER].
///
/// The numbers are part of the stored form: one that was given stays with its meaning.
public enum ActivityKind {
    PAGE_VIEW(0, "page views"),
    SCREEN_VIEW(1, "screens of an app"),
    LINK_CLICK(2, "clicks on links"),
    DOWNLOAD(3, "downloads"),
    VIDEO(4, "videos"),
    SEARCH(5, "searches"),
    FORM(6, "forms sent"),
    DEMO_REQUEST(7, "demo requests"),
    TRIAL(8, "trials begun"),
    SIGN_UP(9, "sign-ups"),
    SIGN_IN(10, "sign-ins"),
    PRODUCT_USE(11, "uses of the product"),
    BASKET(12, "baskets filled"),
    ORDER(13, "orders"),
    MEETING(14, "meetings and calls"),
    EVENT(15, "events and webinars"),
    CHAT(16, "chats"),
    MAIL_OPEN(17, "mails opened"),
    MAIL_CLICK(18, "clicks in mails"),
    MAIL_REPLY(19, "mails answered"),
    MAIL_BOUNCE(20, "mails bounced"),
    UNSUBSCRIBE(21, "mails unsubscribed"),
    OTHER(22, "other activity"),
    /// Says how long a page that was viewed was looked at, and is nothing done by itself.
    PAGE_LEFT(23, "pages left"),
    /// Its sender did that; it tells when what was done with the mail can have begun.
    MAIL_DELIVERED(24, "mails delivered");

    private final int code;
    private final String words;

    ActivityKind(int code, String words) {
        this.code = code;
        this.words = words;
    }

    /// What a customer's own name of an event says: `Demo Requested` is a [#DEMO_REQUEST].
    ///
    /// @return [#OTHER] where the name tells nothing
    public static ActivityKind ofName(String name) {
        return WrittenNames.kind(name);
    }

    /// @param word as [#word] gives it
    /// @return [#OTHER] for one that a later version made
    public static ActivityKind ofWord(String word) {
        return Words.of(ActivityKind.class, word).orElse(OTHER);
    }

    /// As it is published: `page_view`.
    public String word() {
        return Words.of(this);
    }

    /// Whether it is something done, rather than more about something that was.
    public boolean isDeed() {
        return this != PAGE_LEFT && this != MAIL_DELIVERED;
    }

    int code() {
        return code;
    }

    /// For people: `page views`.
    public String words() {
        return words;
    }
}
