package io.prox.benchmarks;

import io.prox.benchmarks.running.BrowserRun;
import io.prox.benchmarks.running.HomeFolder;
import io.prox.benchmarks.running.Killer;
import io.prox.benchmarks.running.Program;
import io.prox.benchmarks.running.Roles;
import io.prox.benchmarks.running.Settled;
import io.prox.benchmarks.running.Until;
import io.prox.benchmarks.running.Visitor;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// What people do with ProX from the first start on, in Chromium, on a system that runs as `prox
/// up` starts it, and then on one whose roles are processes of their own. In the midst of the first
/// journey each role is killed once.
final class JourneysCheck {
    private static final String FIRST = "first";

    /// In this order.
    private static final List<String> AFTER_FIRST = List.of("people", "models");

    private static final String RESTART = "restart";
    private static final String ROLES = "roles";
    private static final List<String> PARTS = List.of("people", "models", RESTART, ROLES);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int LOOKED_AT = 20;

    /// What the audit log says of whoever asks here.
    private static final Set<String> ASKING = Set.of("session.started", "personal.read");

    /// What is told in one answer, and is to be the same after a restart.
    private static final List<String> TOLD =
            List.of(
                    "/v1/users",
                    "/v1/models",
                    "/v1/trainings",
                    "/v1/trainings/columns",
                    "/v1/imports",
                    "/v1/sources",
                    "/v1/views",
                    "/v1/keys",
                    "/v1/assignment",
                    "/v1/workspace",
                    "/v1/rejected");

    private final BrowserRun browser;
    private final List<String> parts;
    private final Goals goals;
    private final PrintStream out;

    private JourneysCheck(BrowserRun browser, List<String> parts, Goals goals, PrintStream out) {
        this.browser = browser;
        this.parts = parts;
        this.goals = goals;
        this.out = out;
    }

    static void run(Check.Options options, Goals goals, PrintStream out) throws Exception {
        List<String> parts = options.list("--parts", PARTS);
        if (!PARTS.containsAll(parts)) {
            throw new Check.CannotRun("not all of these are parts of the journeys: " + parts);
        }
        var check = new JourneysCheck(browser(out), parts, goals, out);
        check.oneProcess();
        if (parts.contains(ROLES)) {
            check.separateRoles();
        }
    }

    /// @throws Check.CannotRun if a browser or the libraries of the pages are missing
    static BrowserRun browser(PrintStream out) throws Check.CannotRun {
        var browser = new BrowserRun(ProjectRoot.find(), out);
        Optional<String> missing = browser.missing();
        if (missing.isPresent()) {
            throw new Check.CannotRun(missing.get());
        }
        return browser;
    }

    private void oneProcess() throws Exception {
        try (HomeFolder home = HomeFolder.start(ProjectRoot.find());
                var killer = new Killer(role -> home.killAndStart())) {
            journeys("", home.process().address(), first(home.process().link(), killer));
            if (parts.contains(RESTART)) {
                restart(home);
            }
        }
    }

    private void separateRoles() throws Exception {
        try (Roles roles = Roles.start(Program.launcher(ProjectRoot.find()));
                var killer = new Killer(roles::killAndStart)) {
            journeys(" against separate roles", roles.address(), first(roles.link(), killer));
        }
    }

    private void journeys(String where, URI address, Map<String, String> first)
            throws IOException, InterruptedException {
        journey(FIRST, where, address, first);
        for (String name : AFTER_FIRST) {
            if (parts.contains(name)) {
                journey(name, where, address, Map.of());
            }
        }
    }

    private static Map<String, String> first(URI link, Killer killer) {
        return Map.of("PROX_LINK", link.toString(), "PROX_KILLER", killer.address().toString());
    }

    /// What the API tells is the same before and after.
    private void restart(HomeFolder home) throws Exception {
        out.println("restart");
        URI address = home.process().address();
        Map<String, Object> before = told(Visitor.again(address));
        home.endAndStart();
        Map<String, Object> after = told(Visitor.again(address));
        before.forEach(
                (path, answer) ->
                        goals.add(
                                Goal.atLeast(
                                        1,
                                        "the same after a restart: " + path,
                                        answer.equals(after.get(path)) ? 1 : 0)));
    }

    private static Map<String, Object> told(Visitor visitor) throws InterruptedException {
        Until.holds("all facts are folded", PATIENCE, () -> Settled.isFolded(visitor));
        Map<String, Object> told = new TreeMap<>();
        List<JsonNode> ledgers = new ArrayList<>();
        List<JsonNode> feedback = new ArrayList<>();
        told.put("/v1/leads", visitor.all("/v1/leads", "leads"));
        List<JsonNode> work = visitor.all("/v1/work", "items");
        told.put("/v1/work", work);
        for (JsonNode item : work.subList(0, Math.min(LOOKED_AT, work.size()))) {
            String lead = item.get("lead").asString();
            ledgers.add(visitor.get("/v1/leads/" + lead + "/ledger"));
            feedback.add(visitor.get("/v1/work/" + lead + "/feedback"));
        }
        told.put("/v1/leads/{id}/ledger", ledgers);
        told.put("/v1/work/{lead}/feedback", feedback);
        for (String path : TOLD) {
            told.put(path, visitor.get(path));
        }
        told.put(
                "/v1/audit",
                visitor.all("/v1/audit", "entries").stream()
                        .filter(entry -> !ASKING.contains(entry.get("action").asString()))
                        .toList());
        told.put("/v1/books", visitor.get("/v1/books").get("all")); // without when it was asked
        return told;
    }

    private void journey(String name, String where, URI address, Map<String, String> settings)
            throws IOException, InterruptedException {
        out.println("journey: " + name + where);
        boolean held = browser.run(name, address, settings);
        goals.add(Goal.atLeast(1, "journey " + name + where, held ? 1 : 0));
    }
}
