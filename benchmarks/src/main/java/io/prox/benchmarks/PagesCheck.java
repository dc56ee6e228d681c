package io.prox.benchmarks;

import java.io.PrintStream;

/// Every page of the console in Chromium, on an invented company that is full, young, empty,
/// hostile or out of order: axe finds nothing serious in both schemes at three widths, nothing
/// scrolls sideways, nothing is asked of another host, and the lists are worked by keys.
final class PagesCheck {
    private PagesCheck() {}

    static void run(Check.Options options, Goals goals, PrintStream out) throws Exception {
        boolean held = JourneysCheck.browser(out).runPages();
        goals.add(Goal.atLeast(1, "pages as they should be", held ? 1 : 0));
    }
}
