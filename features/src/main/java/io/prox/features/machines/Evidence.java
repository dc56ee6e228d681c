package io.prox.features.machines;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// By what a machine gives itself away.
public enum Evidence {
    /// Its user agent names it, or names no browser that people use.
    NAME("it says so itself"),
    /// It came from a network of a maker of mail scanners or of a proxy for pictures.
    NETWORK("it came from a network that no person reads mail in"),
    /// It followed a link that nobody sees, or asked for the headers alone.
    TRAP("it went where no person can"),
    /// It followed several links of one mail within seconds.
    BURST("it followed several links of one mail within seconds"),
    /// It came sooner after the mail was delivered than anybody reads.
    HASTE("it came sooner after the mail than anybody reads"),
    /// It came with others of the same mail that were told by a trap, a burst or their haste.
    COMPANY("it came with other clicks of a machine on the same mail"),
    /// Somebody said so.
    HAND("somebody said so");

    private final String words;

    Evidence(String words) {
        this.words = words;
    }

    /// For people, after a colon.
    public String words() {
        return words;
    }

    /// As it is kept.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Evidence> ofWord(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
