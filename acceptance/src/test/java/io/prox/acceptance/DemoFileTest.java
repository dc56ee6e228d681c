package io.prox.acceptance;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `prox demo --file`: all of ProX with a list of one's own, which tells the outcome in a column
/// that is named.
@Tag("slow")
class DemoFileTest {
    private static final String LEADS =
            """
            Email,External ID,Created,Outcome,Became
            ada@acme.example,1,2026-01-05,lost,yes
            ben@acme.example,2,2026-01-06,won,no
            cyd@acme.example,3,2026-01-07,,
            no address,4,2026-01-08,won,yes
            """;

    @TempDir(factory = PassableFolder.class)
    private Path folder;

    @Test
    void takesInAListByItsOutcomeAndCallsItNoDemo() throws Exception {
        Path file = Files.writeString(folder.resolve("leads.csv"), LEADS);
        Process prox =
                CommandLine.start(
                        "demo",
                        "--file",
                        file,
                        "--target",
                        "Became",
                        "--data",
                        folder.resolve("data"));
        try (BufferedReader output = prox.inputReader()) {
            String address = await(output, "http://");
            String link = await(output, address + "sign-in/link/");
            Person person =
                    new Person(address)
                            .enterBy(URI.create(link).getPath(), "a horse that walked to Lisbon");
            String told = await(output, "prox: leads.csv: ");

            assertThat(told).contains("4 rows in; 3 new leads, 0 known ones, 1 refused.");
            assertThat(person.get("/v1/session").at("/workspace/demo").asBoolean(true)).isFalse();
            Map<String, String> outcomes =
                    person.get("/v1/leads")
                            .get("leads")
                            .valueStream()
                            .collect(
                                    toMap(
                                            lead -> lead.at("/createdAt").asString(),
                                            lead -> lead.at("/outcome/kind").asString("open")));
            assertThat(outcomes)
                    .containsOnly(
                            Map.entry("2026-01-05T00:00:00Z", "won"),
                            Map.entry("2026-01-06T00:00:00Z", "lost"),
                            Map.entry("2026-01-07T00:00:00Z", "open"));
        } finally {
            prox.destroy();
            prox.waitFor();
        }
    }

    /// The first line from here on that begins with some words.
    private static String await(BufferedReader output, String words) throws IOException {
        var said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(words)) {
                return line;
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("ended without '%s': %s".formatted(words, said));
    }
}
