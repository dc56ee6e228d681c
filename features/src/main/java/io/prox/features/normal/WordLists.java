package io.prox.features.normal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// Lists of words that ship with ProX, one topic a file.
final class WordLists {
    private WordLists() {}

    /// The lines of a list without comments (`#` to the end of the line) and empty lines. A line
    /// that begins with a blank continues the one before.
    static List<String> lines(Class<?> owner, String resource) {
        try (InputStream bytes = owner.getResourceAsStream(resource)) {
            if (bytes == null) {
                throw new IllegalStateException("list is not in the jar: " + resource);
            }
            var lines = new ArrayList<String>();
            for (String line : new String(bytes.readAllBytes(), UTF_8).split("\n", -1)) {
                int comment = line.indexOf('#');
                String text = (comment < 0 ? line : line.substring(0, comment)).strip();
                if (text.isEmpty()) {
                    continue;
                }
                if (line.startsWith(" ")) {
                    lines.set(lines.size() - 1, lines.getLast() + " " + text);
                } else {
                    lines.add(text);
                }
            }
            return List.copyOf(lines);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
