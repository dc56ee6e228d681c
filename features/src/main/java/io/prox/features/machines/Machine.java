package io.prox.features.machines;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What did something in place of a person.
public enum Machine {
    /// Follows the links of a mail to look for harm, on behalf of who receives it.
    SCANNER("a mail scanner"),
    /// Fetches the pictures of a mail for its reader, whether the mail is read or not.
    PRIVACY_PROXY("a privacy proxy"),
    /// Fetches what might be looked at later, or shows a preview of it.
    PREFETCH("a prefetch"),
    BOT("a bot"),
    /// Looks whether a site is there.
    MONITOR("a monitor");

    private final String words;

    Machine(String words) {
        this.words = words;
    }

    /// For people: `a mail scanner`.
    public String words() {
        return words;
    }

    /// As it is published and kept: `mail_scanner` would be another; this is `scanner`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Machine> ofWord(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
