package io.prox.console.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The one page of the app. A nonce goes in where the build left a place for it.
record Page(String before, String after) {
    static final String PLACE = "__NONCE__";

    /// @param resource of the class path
    static Page read(String resource) {
        try (InputStream stream = Page.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException(
                        "The console's app is missing: there is no %s. Build the module `console`."
                                .formatted(resource));
            }
            return of(new String(stream.readAllBytes(), UTF_8));
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    static Page of(String text) {
        int place = text.indexOf(PLACE);
        if (place < 0 || text.indexOf(PLACE, place + 1) >= 0) {
            throw new IllegalStateException("The app's page has not one place for a nonce.");
        }
        return new Page(text.substring(0, place), text.substring(place + PLACE.length()));
    }

    String with(String nonce) {
        return before + nonce + after;
    }
}
