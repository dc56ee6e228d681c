package io.prox.platform.web;

import java.util.regex.Pattern;

/// What a browser may do with an answer of ours, as the header of that name says it: nothing from
/// elsewhere, nothing inline, no markup made of strings, no frame around us.
public final class ContentPolicy {
    public static final String HEADER = "Content-Security-Policy";

    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9+/_=-]{16,100}");
    private static final String FOR_ALL =
            " frame-ancestors 'none'; require-trusted-types-for 'script'";
    private static final String RULES =
            "default-src 'none'; script-src 'self'; style-src 'self'%s; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
                    + FOR_ALL;

    private ContentPolicy() {}

    /// What all answers have that say nothing else.
    static String usual() {
        return RULES.formatted("");
    }

    /// For a page that makes style elements while it runs: those that bear the nonce.
    ///
    /// @param nonce not to be guessed, and never used for two answers
    public static String forPage(String nonce) {
        if (!NONCE.matcher(nonce).matches()) {
            throw new IllegalArgumentException("no nonce");
        }
        return RULES.formatted(" 'nonce-" + nonce + "'");
    }

    /// For a document that says itself what it allows itself.
    ///
    /// @param own its policy, which is to begin with `default-src 'none'`
    public static String forDocument(String own) {
        if (!own.startsWith("default-src 'none';")) {
            throw new IllegalArgumentException("a policy that allows by default");
        }
        return own + ";" + FOR_ALL;
    }
}
