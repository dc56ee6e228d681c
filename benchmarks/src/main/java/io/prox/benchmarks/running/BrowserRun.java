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

/// Journeys through the console in Chromium, as `console/web/journeys` tells them.
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

    /// What the journeys need is there: the libraries, and a browser.
    public boolean canRun() {
        return Files.exists(script()) && Files.isExecutable(Path.of(browser()));
    }

    /// Where the browser is looked for.
    public static String browser() {
        return System.getenv().getOrDefault("PROX_CHROMIUM", "/usr/bin/chromium");
    }

    /// Runs one journey.
    ///
    /// @param name of its file, without `.spec.ts`
    /// @param address of the console
    /// @param settings that the journey reads from its environment
    /// @return whether all of it went well
    public boolean run(String name, URI address, Map<String, String> settings)
            throws IOException, InterruptedException {
        List<String> command =
                List.of(
                        "node",
                        script().toString(),
                        "test",
                        "--config",
                        "journeys/playwright.config.ts",
                        "/" + name + ".spec.ts");
        var builder = new ProcessBuilder(command).directory(web.toFile()).redirectErrorStream(true);
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("PROX_URL", address.toString());
        environment.put("PROX_PASSWORD", Visitor.PASSWORD);
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

    private Path script() {
        return web.resolve("node_modules/@playwright/test/cli.js");
    }
}
