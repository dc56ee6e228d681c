package io.prox.engagement;

import static io.prox.engagement.Doings.NOW;
import static io.prox.engagement.Doings.fold;
import static io.prox.engagement.Doings.mail;
import static io.prox.engagement.Doings.page;
import static io.prox.engagement.Doings.state;
import static io.prox.engagement.Doings.sumOfParts;
import static org.assertj.core.api.Assertions.assertThat;

import io.prox.contracts.ActivityFact;
import io.prox.contracts.ActivityFact.Deed;
import io.prox.contracts.Cause;
import io.prox.contracts.EngagementFact.EngagementChanged;
import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import io.prox.features.behaviour.Engagement;
import io.prox.platform.ServiceProcess;
import io.prox.platform.access.ApiKeys;
import io.prox.platform.access.Permission;
import io.prox.platform.access.Workspaces;
import io.prox.platform.database.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What machines do is shown and not folded, and turns when more is known or somebody says so, on
/// the real database and log.
class MachinesTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final LeadId ADA = new LeadId("lead_ada");
    private static final Deed VISIT = page(NOW);
    private static final Deed SLOW = mail("mail_click", 1_200, "link1", "");

    @TempDir private static Path folder;

    private static TestDatabase test;
    private static ServiceProcess process;

    private WorkspaceId workspace;
    private Doings doings;
    private String key;

    @BeforeAll
    static void start() {
        test = new TestDatabase();
        process =
                ServiceProcess.start(
                        List.of(EngagementConfiguration.class),
                        test.settings(folder.resolve("master.key")));
    }

    @AfterAll
    static void stop() {
        process.close();
        test.close();
    }

    @BeforeEach
    void makeWorkspace() {
        workspace = process.part(Workspaces.class).make("Acme", false).id();
        doings = new Doings(workspace);
        key =
                process.part(ApiKeys.class)
                        .make(
                                workspace,
                                "test",
                                EnumSet.of(Permission.LEADS_READ, Permission.LEADS_WRITE),
                                "user_1",
                                Duration.ofDays(1))
                        .secret();
    }

    @AfterEach
    void close() {
        doings.close();
    }

    private void tell(String activity, Deed deed) {
        doings.tell(doings.happened(ADA, activity, 1, deed));
    }

    @Test
    void doesNotFoldWhatAMachineSaysItDid() throws Exception {
        tell("open", mail("mail_open", 90, "", "privacy_proxy"));
        tell("visit", VISIT);

        List<EngagementChanged> changes = doings.facts(ADA, all -> all.size() == 1);

        assertThat(state(changes.getFirst())).isEqualTo(fold(List.of(VISIT)));
        assertThat(changes.getFirst().activities()).containsExactly("visit");
        JsonNode open = activity("open");
        assertThat(open.get("counts").asBoolean()).isFalse();
        assertThat(open.at("/by/kind").asString()).isEqualTo("privacy_proxy");
        assertThat(open.at("/by/evidence").asString()).isEqualTo("it says so itself");
        assertThat(activity("visit").has("by")).isFalse();
    }

    @Test
    void takesClicksBackWhenTheNextOnesMakeThemABurst() throws Exception {
        tell("c1", mail("mail_click", 300, "link1", ""));
        assertThat(state(doings.facts(ADA, all -> all.size() == 1).getFirst()).isNone()).isFalse();

        tell("c2", mail("mail_click", 303, "link2", ""));
        tell("c3", mail("mail_click", 306, "link3", ""));

        EngagementChanged last = doings.facts(ADA, all -> state(all.getLast()).isNone()).getLast();
        assertThat(last.cause().kind()).isEqualTo(Cause.Kind.RECLASSIFICATION);
        assertThat(last.activities()).contains("c1").doesNotContain("c3");
        assertThat(activity("c1").at("/by/kind").asString()).isEqualTo("scanner");
    }

    /// Whatever the order and however often: what is left is a plain fold of what the rules take
    /// for a person's when they know all.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void comesToTheSameInAnyOrderAndHoweverOften(long seed) {
        List<Deed> persons = List.of(VISIT, SLOW, mail("mail_open", 1_190, "", ""));
        List<Deed> machines =
                List.of(
                        mail("mail_delivered", 0, "", ""),
                        mail("mail_open", 4, "", ""),
                        mail("mail_click", 300, "link1", ""),
                        mail("mail_click", 303, "link2", ""),
                        mail("mail_click", 305, "link3", ""),
                        mail("mail_click", 340, "link4", ""),
                        mail("mail_open", 90, "", "privacy_proxy"));
        var facts = new ArrayList<ActivityFact>();
        for (int number = 0; number < persons.size() + machines.size(); number++) {
            Deed deed =
                    number < persons.size()
                            ? persons.get(number)
                            : machines.get(number - persons.size());
            ActivityFact fact = doings.happened(ADA, "a" + number, 1, deed);
            facts.add(fact);
            facts.add(fact);
        }
        Collections.shuffle(facts, new Random(seed));

        facts.forEach(doings::tell);

        Engagement expected = fold(persons);
        List<EngagementChanged> changes =
                doings.facts(ADA, all -> !all.isEmpty() && state(all.getLast()).equals(expected));
        assertThat(sumOfParts(changes)).isEqualTo(expected);
    }

    @Test
    void believesPeopleMoreThanRules() throws Exception {
        tell("click", SLOW);
        doings.facts(ADA, all -> all.size() == 1);

        JsonNode bot = put("click", "bot");
        EngagementChanged out = doings.facts(ADA, all -> all.size() == 2).getLast();
        // what comes later does not turn it
        tell("visit", VISIT);
        doings.facts(ADA, all -> all.size() == 3);
        assertThat(put("click", "person").at("/by/kind").asString()).isEqualTo("person");
        EngagementChanged in = doings.facts(ADA, all -> all.size() == 4).getLast();
        assertThat(ask("DELETE", "click", "").statusCode()).isEqualTo(200);

        assertThat(bot.at("/by/byHand").asBoolean()).isTrue();
        assertThat(out.cause().kind()).isEqualTo(Cause.Kind.RECLASSIFICATION);
        assertThat(out.cause().reference()).startsWith("key_");
        assertThat(state(out).isNone()).isTrue();
        assertThat(state(in)).isEqualTo(fold(List.of(SLOW, VISIT)));
        assertThat(activity("click").has("by")).isFalse();
    }

    @Test
    void saysWhatItDoesNotKnow() throws Exception {
        tell("click", SLOW);
        doings.facts(ADA, all -> all.size() == 1);

        assertThat(ask("PUT", "click", "{\"kind\":\"robot\"}").statusCode()).isEqualTo(400);
        assertThat(ask("PUT", "other", "{\"kind\":\"bot\"}").statusCode()).isEqualTo(404);
        assertThat(ask("DELETE", "other", "").statusCode()).isEqualTo(404);
        HttpRequest.Builder ofNobody =
                request("lead_nobody", "/activities/click/machine")
                        .method("DELETE", BodyPublishers.noBody());
        assertThat(status(ofNobody)).isEqualTo(404);
        assertThat(status(request("lead_nobody", "/engagement"))).isEqualTo(404);
    }

    private JsonNode put(String activity, String kind) throws Exception {
        HttpResponse<String> answer = ask("PUT", activity, "{\"kind\":\"%s\"}".formatted(kind));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private JsonNode activity(String name) throws Exception {
        HttpRequest request = request("/activities").build();
        return JSON.readTree(CLIENT.send(request, BodyHandlers.ofString()).body())
                .get("activities")
                .valueStream()
                .filter(activity -> activity.get("activity").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> ask(String method, String activity, String body) throws Exception {
        return CLIENT.send(
                request("/activities/%s/machine".formatted(activity))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static int status(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private HttpRequest.Builder request(String path) {
        return request(ADA.value(), path);
    }

    private HttpRequest.Builder request(String lead, String path) {
        return HttpRequest.newBuilder(
                        URI.create(
                                "http://127.0.0.1:%d/v1/leads/%s%s"
                                        .formatted(process.port(), lead, path)))
                .header("Authorization", "Bearer " + key);
    }
}
