package io.prox.platform.web;

import java.util.Map;
import java.util.function.BiConsumer;

/// What an answer tells a browser that may not be done with it, for answers that are given before
/// [WebConfiguration] has a say: by the server itself, or by what stands in front of everything.
public final class BrowserHeaders {
    private static final Map<String, String> ALL =
            Map.of(
                    ContentPolicy.HEADER,
                    ContentPolicy.usual(),
                    "X-Content-Type-Options",
                    "nosniff",
                    "X-Frame-Options",
                    "DENY",
                    "Cross-Origin-Opener-Policy",
                    "same-origin",
                    "Referrer-Policy",
                    "no-referrer",
                    "Cache-Control",
                    "no-store");

    private BrowserHeaders() {}

    /// @param set puts a header by its name, in the place of one that is there
    public static void each(BiConsumer<String, String> set) {
        ALL.forEach(set);
    }
}
