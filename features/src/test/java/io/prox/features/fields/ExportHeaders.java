package io.prox.features.fields;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.features.fields.FieldGuess.Header;
import io.prox.tables.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Headers of files as systems and people write them, with what each column holds.
final class ExportHeaders {
    /// One file's header.
    record Export(String name, List<Labelled> columns) {
        @Override
        public String toString() {
            return name;
        }
    }

    /// @param answers keys of fields that are right for the column; the empty text for one of the
    ///   customer's own
    record Labelled(Header header, List<String> answers) {}

    private ExportHeaders() {}

    static List<Export> all() {
        return read("export-headers.txt");
    }

    /// Exports that nobody looked at when the lists of words were written.
    static List<Export> unseen() {
        return read("unseen-headers.txt");
    }

    private static List<Export> read(String resource) {
        var exports = new ArrayList<Export>();
        for (String line : lines(resource)) {
            if (line.startsWith("== ")) {
                exports.add(new Export(line.substring(3), new ArrayList<>()));
            } else if (!line.isBlank() && !line.startsWith("# ")) {
                exports.getLast().columns().add(labelled(line));
            }
        }
        return exports;
    }

    private static Labelled labelled(String line) {
        String[] parts = line.split("; ", -1);
        List<String> answers =
                Arrays.stream(parts[2].split(" \\| ", -1))
                        .map(answer -> answer.equals("-") ? "" : answer)
                        .toList();
        return new Labelled(new Header(parts[0], kind(parts[1]), List.of()), answers);
    }

    private static Kind kind(String words) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.words().equals(words.equals("text") ? "free text" : words))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind is called " + words));
    }

    private static List<String> lines(String resource) {
        try (InputStream bytes =
                Objects.requireNonNull(ExportHeaders.class.getResourceAsStream(resource))) {
            return new String(bytes.readAllBytes(), UTF_8).lines().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
