package io.prox.benchmarks;

import io.prox.benchmarks.running.BrowserRun;
import io.prox.benchmarks.running.HomeFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/// What people do with ProX from the first start on, in Chromium, on a system that runs as `prox
/// up` starts it.
final class JourneysCheck {
    /// After the first start, in this order.
    private static final List<String> PARTS = List.of("people");

    private final HomeFolder home;
    private final BrowserRun browser;
    private final Goals goals;
    private final PrintStream out;

    private JourneysCheck(HomeFolder home, BrowserRun browser, Goals goals, PrintStream out) {
        this.home = home;
        this.browser = browser;
        this.goals = goals;
        this.out = out;
    }

    static void run(Check.Options options, Goals goals, PrintStream out) throws Exception {
        BrowserRun browser = browser(out);
        try (HomeFolder home = HomeFolder.start(ProjectRoot.find())) {
            var check = new JourneysCheck(home, browser, goals, out);
            check.journey("first", Map.of("PROX_LINK", home.process().link().toString()));
            for (String part : options.list("--parts", PARTS)) {
                check.journey(part, Map.of());
            }
        }
    }

    /// @throws Check.CannotRun if a browser or the libraries of the pages are missing
    static BrowserRun browser(PrintStream out) throws Check.CannotRun {
        var browser = new BrowserRun(ProjectRoot.find(), out);
        if (!browser.canRun()) {
            throw new Check.CannotRun(
                    "there is no %s (PROX_CHROMIUM names another), or console/web/node_modules is missing"
                            .formatted(BrowserRun.browser()));
        }
        return browser;
    }

    private void journey(String name, Map<String, String> settings)
            throws IOException, InterruptedException {
        out.println("journey: " + name);
        boolean held = browser.run(name, home.process().address(), settings);
        goals.add(Goal.atLeast(1, "journey " + name, held ? 1 : 0));
    }
}
