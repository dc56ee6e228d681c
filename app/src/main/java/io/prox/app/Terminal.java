package io.prox.app;

import java.util.Map;

/// What the streams of a command can show.
///
/// @param colour whether the proof may be coloured
/// @param live whether a line on the error stream may be overwritten
record Terminal(boolean colour, boolean live) {
    /// Files, pipes and tests.
    static final Terminal PLAIN = new Terminal(false, false);

    /// Reads what the launcher found out about its streams (Java itself cannot tell for the error
    /// stream), and the conventions of `NO_COLOR` and `TERM=dumb`.
    ///
    /// @param streams the terminals among the streams: `out`, `err`, both, or the empty text
    static Terminal of(String streams, Map<String, String> environment) {
        String term = environment.getOrDefault("TERM", "dumb");
        boolean capable = !term.equals("dumb");
        boolean noColour = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(
                capable && !noColour && streams.contains("out"),
                capable && streams.contains("err"));
    }
}
