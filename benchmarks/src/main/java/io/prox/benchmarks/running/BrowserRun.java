package io.prox.benchmarks.running;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What `console/web` tests in Chromium: journeys through a console that runs, and the pages on an
/// invented company.
///
/// They run on the libraries of the pages' own tests, which the build has fetched: one lock file,
/// and one version of Playwright for both.
public final class BrowserRun {
    private final Path web;
    private final PrintStream out;

    /// @param project where the project lies
    /// @param out hears how far it is
    public BrowserRun(Path project, PrintStream out) {
        this.web = project.resolve("console").resolve("web");
        this.out = out;
    }

    /// What the journeys need and is not there, with the way to get it; nothing where they can run.
    public Optional<String> missing() {
        if (!Files.exists(script())) {
            return Optional.of("there is no %s: run `npm ci` in %s".formatted(script(), web));
        }
        Path first = pages().resolve("index.html");
        if (!Files.exists(first)) {
            return Optional.of(
                    "there is no %s: the build of console/web makes it".formatted(first));
        }
        Path browser = Path.of(System.getenv().getOrDefault("PROX_CHROMIUM", "/usr/bin/chromium"));
        if (!Files.isExecutable(browser)) {
            return Optional.of(
                    "there is no browser at %s: install Chromium (on Debian: apt-get install chromium) or let PROX_CHROMIUM name yours"
                            .formatted(browser));
        }
        return Optional.empty();
    }

    /// Runs one journey.
    ///
    /// @param name of its file, without `.spec.ts`
    /// @param address of the console
    /// @param settings that the journey reads from its environment
    /// @return whether all of it went well
    public boolean run(String name, URI address, Map<String, String> settings)
            throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("PROX_URL", address.toString());
        environment.put("PROX_PASSWORD", Visitor.PASSWORD);
        return play("journeys/playwright.config.ts", "/" + name + ".spec.ts", environment);
    }

    /// Runs all that the pages are tested with on an invented company, without a back end.
    ///
    /// @return whether all of it went well
    public boolean runPages() throws IOException, InterruptedException {
        return play("playwright.config.ts", ".spec.ts", Map.of("PROX_PAGES", pages().toString()));
    }

    /// @param files to run, by a part of their paths
    private boolean play(String configuration, String files, Map<String, String> environment)
            throws IOException, InterruptedException {
        List<String> command =
                List.of("node", script().toString(), "test", "--config", configuration, files);
        var builder = new ProcessBuilder(command).directory(web.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        List<String> said = new ArrayList<>();
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            lines.lines().forEach(said::add);
            boolean held = process.waitFor() == 0;
            said.forEach(line -> out.println("  " + line));
            return held;
        } finally {
            process.destroy(); // where we were interrupted
        }
    }

    /// Where the build leaves the pages.
    private Path pages() {
        return web.resolve("target").resolve("web");
    }

    private Path script() {
        return web.resolve("node_modules/@playwright/test/cli.js");
    }
}
