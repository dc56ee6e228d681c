package io.prox.features.behaviour;

import java.util.Arrays;
import java.util.Optional;

/// By which way an activity came about.
///
/// The numbers are part of the stored form: one that was given stays with its meaning.
public enum Touch {
    DIRECT(0, "direct"),
    ORGANIC_SEARCH(1, "organic search"),
    PAID_SEARCH(2, "paid search"),
    SOCIAL(3, "social"),
    PAID_SOCIAL(4, "paid social"),
    DISPLAY(5, "display"),
    REFERRAL(6, "referral"),
    AFFILIATE(7, "affiliate"),
    MAIL(8, "e-mail"),
    VIDEO(9, "video"),
    MESSAGE(10, "message"),
    OFFLINE(11, "offline"),
    APP(12, "app or server"),
    OTHER(13, "other");

    private final int code;
    private final String words;

    Touch(int code, String words) {
        this.code = code;
        this.words = words;
    }

    /// @throws IllegalArgumentException if there is none
    static Touch ofCode(int code) {
        return Arrays.stream(values())
                .filter(touch -> touch.code == code)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no way of coming: " + code));
    }

    int code() {
        return code;
    }

    /// @param word as [#word] gives it
    /// @return empty for one that a later version made
    public static Optional<Touch> ofWord(String word) {
        return Words.of(Touch.class, word);
    }

    /// As it is published: `paid_search`.
    public String word() {
        return Words.of(this);
    }

    /// For people: `paid search`.
    public String words() {
        return words;
    }
}
