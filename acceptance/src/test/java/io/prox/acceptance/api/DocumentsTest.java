package io.prox.acceptance.api;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the documents point at is there.
class DocumentsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s#]*)(?:#([^)\\s]*))?\\)");
    private static final Pattern CALL =
            Pattern.compile("\\b(GET|POST|PUT|PATCH|DELETE) (/v1/[\\w/{}.-]*[\\w}])");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    private static List<Path> documents() throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void linksLeadToFilesAndHeadings() throws IOException {
        var broken = new ArrayList<String>();
        int links = 0;
        for (Path document : documents()) {
            Matcher link = LINK.matcher(read(document));
            while (link.find()) {
                String target = link.group(1);
                if (target.contains(":")) {
                    continue; // elsewhere
                }
                links++;
                Path file =
                        target.isEmpty() ? document : document.resolveSibling(target).normalize();
                if (!Files.exists(file)
                        || (link.group(2) != null && !headings(file).contains(link.group(2)))) {
                    broken.add(ROOT.relativize(document) + ": " + link.group());
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(links).isGreaterThan(60);
    }

    @Test
    void callsAreServed() throws IOException {
        Set<String> served =
                WholeSystem.get().endpoints().stream()
                        .map(Endpoint::name)
                        .map(DocumentsTest::withoutNames)
                        .collect(toSet());
        served.addAll(WholeSystem.get().doors());
        served.add("GET /v1/openapi.json");
        var unserved = new ArrayList<String>();
        int calls = 0;
        for (Path document : documents()) {
            Matcher call = CALL.matcher(read(document));
            while (call.find()) {
                calls++;
                if (!served.contains(withoutNames(call.group()))) {
                    unserved.add(ROOT.relativize(document) + ": " + call.group());
                }
            }
        }
        assertThat(unserved).isEmpty();
        assertThat(calls).isGreaterThan(20);
    }

    private static String withoutNames(String call) {
        return call.replaceAll("\\{[^}]*}", "{}");
    }

    /// As links name them: in lower case, blanks as hyphens, without other signs.
    private static Set<String> headings(Path file) {
        return HEADING.matcher(read(file))
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .collect(toSet());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
