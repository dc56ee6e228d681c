package io.prox.app.demo;

import io.prox.app.running.Installation;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.Role;
import io.prox.platform.access.User;
import io.prox.platform.access.Users;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.Database;
import io.prox.simulators.company.Company;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// The representatives of the demo company as people of ProX, and what they have in hand when it is
/// looked at first: the best of the leads that came before these days, each with whom the company's
/// own systems name. The newest are nobody's yet.
///
/// They are made without a door, as an administrator would have to confirm them there. They have no
/// password: an administrator makes a link for whoever is to be looked at.
final class Team {
    private static final String BEST =
            "/v1/work?grade=A&status=new&owner=none&outcome=open&limit=100";
    private static final String FIRST = "/v1/work?limit=1";
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration FREE = Duration.ofDays(2);

    private final Api api;
    private final Database database;
    private final Users users;
    private final AuditLog audit;
    private final WorkspaceId workspace;
    private final Clock clock;

    Team(Api api, Installation installation, WorkspaceId workspace, Clock clock) {
        this.api = api;
        this.database = installation.part(Database.class);
        this.users = installation.part(Users.class);
        this.audit = installation.part(AuditLog.class);
        this.workspace = workspace;
        this.clock = clock;
    }

    /// Does nothing where they are there already, or were.
    void join() throws InterruptedException {
        awaitRanking();
        Map<String, String> joined = new TreeMap<>();
        for (String name : Company.representatives()) {
            invite(name).ifPresent(user -> joined.put(name, user.id()));
        }
        if (!joined.isEmpty()) {
            takeOver(joined);
        }
    }

    private Optional<User> invite(String name) {
        Role role = Role.REPRESENTATIVE;
        return database.within(
                workspace,
                () -> {
                    Optional<User> invited = users.invite(workspace, name, email(name), role);
                    invited.ifPresent(
                            user -> {
                                users.activate(workspace, user.id());
                                audit.append(
                                        workspace,
                                        Demo.PROX,
                                        "user.invited",
                                        user.id(),
                                        Map.of("role", role.word()),
                                        "");
                            });
                    return invited;
                });
    }

    private static String email(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@planwerk.example";
    }

    /// A model counts some moments before the list is ranked by it.
    private void awaitRanking() throws InterruptedException {
        while (api.get(FIRST).at("/items/0/rules").asBoolean(true)) {
            Thread.sleep(LOOK);
        }
    }

    private void takeOver(Map<String, String> joined) throws InterruptedException {
        Instant newest = clock.instant().minus(FREE);
        String next = "";
        do {
            JsonNode page = api.get(BEST + (next.isEmpty() ? "" : "&after=" + Api.encoded(next)));
            List<String> leads = new ArrayList<>();
            for (JsonNode item : page.get("items")) {
                if (Instant.parse(item.get("createdAt").asString()).isBefore(newest)) {
                    leads.add(item.get("lead").asString());
                }
            }
            if (!leads.isEmpty()) {
                assign(leads, joined);
            }
            next = page.path("next").asString("");
        } while (!next.isEmpty());
    }

    private void assign(List<String> leads, Map<String, String> joined)
            throws InterruptedException {
        Map<String, List<String>> owned = new TreeMap<>();
        for (String lead : leads) {
            JsonNode named = api.get("/v1/leads/" + lead).at("/fields/Owner/text");
            String owner = joined.get(named.asString(""));
            if (owner != null) {
                owned.computeIfAbsent(owner, user -> new ArrayList<>()).add(lead);
            }
        }
        for (Map.Entry<String, List<String>> one : owned.entrySet()) {
            api.post(
                    "/v1/work/bulk",
                    Map.of("leads", one.getValue(), "action", "assign", "owner", one.getKey()),
                    Map.of());
        }
    }
}
