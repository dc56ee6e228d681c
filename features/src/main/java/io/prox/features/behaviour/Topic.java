package io.prox.features.behaviour;

/// What a page is about.
///
/// The numbers are part of the stored form: one that was given stays with its meaning.
public enum Topic {
    OTHER(0, "other page"),
    FRONT(1, "front page"),
    PRICES(2, "prices"),
    DEMO(3, "demo or trial"),
    CONTACT(4, "contact"),
    PRODUCT(5, "product"),
    NEWS(6, "blog or news"),
    HELP(7, "help or documentation"),
    ABOUT(8, "about or careers"),
    SIGN_IN(9, "sign-in"),
    EVENT(10, "event or course"),
    ORDER(11, "basket or order"),
    CUSTOMERS(12, "customers or cases");

    private final int code;
    private final String words;

    Topic(int code, String words) {
        this.code = code;
        this.words = words;
    }

    int code() {
        return code;
    }

    /// For people: `prices`.
    public String words() {
        return words;
    }
}
