package io.prox.console.work.assignment;

import static io.prox.console.work.Facts.MONDAY;
import static io.prox.console.work.Facts.lead;
import static io.prox.console.work.Facts.promoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prox.console.work.Facts;
import io.prox.console.work.TestConsole;
import io.prox.console.work.TestConsole.Client;
import io.prox.contracts.LeadFact;
import io.prox.contracts.ScoreFact;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.Caller;
import io.prox.platform.access.Role;
import io.prox.platform.access.Users;
import io.prox.platform.audit.AuditEntry;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.problems.ProblemException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Leads that nobody has to give away by hand.
class AssignmentTest {
    private static final String NONE = "{\"mode\":\"none\"}";

    private WorkspaceId workspace;
    private Client chief;
    private Client ada;
    private Client bob;

    @BeforeEach
    void makeWorkspace() {
        workspace = TestConsole.newWorkspace();
        chief = TestConsole.user(workspace, "Chief", Role.OPERATIONS);
        ada = TestConsole.user(workspace, "Ada", Role.REPRESENTATIVE);
        bob = TestConsole.user(workspace, "Bob", Role.REPRESENTATIVE);
    }

    @Test
    void handsNothingOffUntilItIsTold() throws Exception {
        publish("1", 95);

        assertThat(item("1").get("status").asString()).isEqualTo("new");
        assertThat(chief.get("/v1/assignment").toString())
                .isEqualTo(
                        "{\"mode\":\"none\",\"regions\":{},\"members\":[],\"waiting\":0,\"version\":0}");
    }

    @Test
    void handsOffWhatReachesTheThresholdOnce() throws Exception {
        publish("1", 70);
        roundRobin();
        publish("2", 80);
        publish("3", 79);
        score("1", 85, 2);

        await("1", "qualified");
        assertThat(item("2").get("owner").asString()).isEqualTo(ada.id());
        assertThat(item("2").get("qualifiedBy").asString()).isEqualTo("threshold");
        assertThat(item("1").get("owner").asString()).isEqualTo(bob.id());
        assertThat(item("3").has("owner")).isFalse();
        assertThat(audited()).filteredOn("work.handed-off"::equals).hasSize(2);

        chief.post("/v1/work/lead_1/status", "{\"status\":\"new\"}");
        score("1", 60, 3);
        score("1", 99, 4);
        awaitScore("1", 99);
        assertThat(item("1").has("owner")).isFalse();
        assertThat(item("1").get("status").asString()).isEqualTo("new");
    }

    @Test
    void leavesAloneWhatSomebodyHasOrWhatIsOver() throws Exception {
        publish("1", 10);
        bob.post("/v1/work/lead_1/claim", "");
        TestConsole.publisher().leads(lead(workspace, "2").lost(MONDAY).changed());
        roundRobin();

        score("1", 90, 2);
        score("2", 90, 1);
        awaitScore("1", 90);
        awaitScore("2", 90);

        assertThat(item("1").get("status").asString()).isEqualTo("claimed");
        assertThat(item("2").has("owner")).isFalse();
    }

    @Test
    void qualifiesWithoutAnOwnerWhereNobodyIsToBeChosen() throws Exception {
        chief.put("/v1/assignment", "{\"threshold\":80,\"mode\":\"none\"}");
        publish("1", 90);

        await("1", "qualified");
        assertThat(item("1").has("owner")).isFalse();
    }

    @Test
    void givesALeadToWhoHasItsCountry() throws Exception {
        chief.put(
                "/v1/assignment",
                "{\"threshold\":80,\"mode\":\"region\",\"regions\":{\"DE\":\"%s\"},\"members\":[\"%s\"]}"
                        .formatted(bob.id(), ada.id()));
        TestConsole.publisher()
                .leads(
                        lead(workspace, "1").value("Country", "Germany").changed(),
                        lead(workspace, "2").value("Country", "France").changed());
        score("1", 90, 1);
        score("2", 90, 1);

        await("1", "qualified");
        await("2", "qualified");
        assertThat(item("1").get("owner").asString()).isEqualTo(bob.id());
        assertThat(item("2").get("owner").asString()).isEqualTo(ada.id());
        assertThat(chief.get("/v1/assignment").at("/regions/Germany").asString())
                .isEqualTo(bob.id());
    }

    @Test
    void sharesByLoad() throws Exception {
        for (String id : List.of("1", "2")) {
            publish(id, 10);
            ada.post("/v1/work/lead_" + id + "/claim", "");
        }
        chief.put(
                "/v1/assignment",
                "{\"threshold\":80,\"mode\":\"load\",\"members\":[\"%s\",\"%s\"]}"
                        .formatted(ada.id(), bob.id()));

        publishMany(6);

        awaitQualified(6);
        assertThat(owners()).isEqualTo(Map.of(ada.id(), 4L, bob.id(), 4L));
    }

    @Test
    void givesNothingToWhoHasLeft() throws Exception {
        roundRobin();
        assertThat(TestConsole.part(Users.class).deactivate(workspace, ada.id())).isTrue();

        publishMany(4);

        awaitQualified(4);
        assertThat(owners()).isEqualTo(Map.of(bob.id(), 4L));
    }

    @Test
    void handsOffWhatAnotherModelLifts() throws Exception {
        roundRobin();
        TestConsole.publisher()
                .leads(lead(workspace, "1").changed(), lead(workspace, "2").changed());
        TestConsole.publisher()
                .scores(
                        Facts.score(workspace, "1", "rules", 10).changed(),
                        Facts.score(workspace, "2", "rules", 95).changed());
        await("2", "qualified");
        chief.post("/v1/work/lead_2/status", "{\"status\":\"new\"}");
        TestConsole.publisher()
                .scores(
                        Facts.score(workspace, "1", "a", 90).entry(2).changed(),
                        Facts.score(workspace, "2", "a", 96).entry(2).changed(),
                        promoted(workspace, "a", 1, MONDAY));

        await("1", "qualified");
        assertThat(item("1").get("model").asString()).isEqualTo("model_a");
        assertThat(item("2").get("status").asString()).isEqualTo("new");
    }

    @Test
    void handsOffWhatIsThereAlreadyWhenAskedTo() throws Exception {
        publish("1", 90);
        publish("2", 95);
        publish("3", 10);
        JsonNode set = chief.put("/v1/assignment", rules(false));
        assertThat(set.get("waiting").asInt()).isEqualTo(2);
        assertThat(item("1").get("status").asString()).isEqualTo("new");

        JsonNode again = chief.put("/v1/assignment", rules(true));

        assertThat(again.get("waiting").asInt()).isZero();
        assertThat(item("2").get("owner").asString()).as("the best first").isEqualTo(ada.id());
        assertThat(item("1").get("owner").asString()).isEqualTo(bob.id());
        assertThat(item("3").get("status").asString()).isEqualTo("new");
        assertThat(audited())
                .containsExactly("assignment.changed", "work.handed-off", "assignment.changed");
    }

    @Test
    void movesTheLeadsOfWhoLeaves() throws Exception {
        publish("1", 10);
        publish("2", 10);
        publish("3", 10);
        ada.post("/v1/work/lead_1/claim", "");
        ada.post("/v1/work/lead_2/status", "{\"status\":\"contacted\"}");
        ada.post("/v1/work/lead_3/claim", "");
        TestConsole.publisher()
                .leads(lead(workspace, "3").revision(2).won(MONDAY, "1", "EUR").changed());
        await("3", "converted");

        Reassignment reassignment = TestConsole.part(Reassignment.class);
        assertThatThrownBy(
                        () -> reassignment.reassign(caller(chief), ada.id(), Optional.of("user_0")))
                .isInstanceOf(ProblemException.class);
        assertThat(reassignment.reassign(caller(chief), ada.id(), Optional.of(bob.id())))
                .isEqualTo(2);
        assertThat(item("1").get("owner").asString()).isEqualTo(bob.id());
        assertThat(item("2").get("status").asString()).isEqualTo("contacted");
        assertThat(item("3").get("owner").asString()).isEqualTo(ada.id());

        assertThat(reassignment.reassign(caller(chief), bob.id(), Optional.empty())).isEqualTo(2);
        assertThat(item("1").has("owner")).isFalse();
        assertThat(item("1").get("status").asString()).isEqualTo("new");
        assertThat(item("2").get("status").asString()).isEqualTo("contacted");
        assertThat(audited()).filteredOn("work.reassigned"::equals).hasSize(2);
    }

    @Test
    void movesLeadsWhenTheirOwnerIsDeactivated() throws Exception {
        Client admin = TestConsole.user(workspace, "Admin", Role.ADMINISTRATOR);
        Client viewer = TestConsole.user(workspace, "Viewer", Role.VIEWER);
        publish("1", 10);
        publish("2", 10);
        ada.post("/v1/work/lead_1/claim", "");
        ada.post("/v1/work/lead_2/status", "{\"status\":\"contacted\"}");

        admin.refused(409, "POST", "/v1/users/" + ada.id() + "/deactivate", heir(viewer));
        assertThat(ada.get("/v1/work?owner=me").get("total").asInt())
                .as("refused as a whole")
                .isEqualTo(2);
        admin.post("/v1/users/" + ada.id() + "/deactivate", heir(bob));

        assertThat(item("1").get("owner").asString()).isEqualTo(bob.id());
        assertThat(item("1").get("status").asString()).isEqualTo("claimed");
        assertThat(item("2").get("owner").asString()).isEqualTo(bob.id());
        assertThat(audited()).endsWith("work.reassigned", "user.deactivated");

        admin.post("/v1/users/" + bob.id() + "/deactivate", "");

        assertThat(item("1").has("owner")).isFalse();
        assertThat(item("1").get("status").asString()).isEqualTo("new");
        assertThat(item("2").has("owner")).isFalse();
        assertThat(item("2").get("status").asString()).isEqualTo("contacted");
    }

    @Test
    void auditsWhereChangesOfWhoseLeadsAreCameFrom() throws Exception {
        Client admin = TestConsole.user(workspace, "Admin", Role.ADMINISTRATOR);
        publish("1", 10);
        ada.post("/v1/work/lead_1/claim", "");
        chief.put("/v1/assignment", rules(false));
        admin.post("/v1/users/" + ada.id() + "/deactivate", heir(bob));

        assertThat(
                        TestConsole.part(AuditLog.class)
                                .page(workspace, OptionalLong.empty(), AuditLog.Filter.NONE, 100))
                .filteredOn(
                        entry ->
                                List.of("assignment.changed", "work.reassigned")
                                        .contains(entry.action()))
                .hasSize(2)
                .extracting(AuditEntry::origin)
                .containsOnly("127.0.0.0/24");
    }

    @Test
    void changesNoRulesThatSomebodyElseChangedMeanwhile() throws Exception {
        Client other = TestConsole.user(workspace, "Other", Role.OPERATIONS);
        String seen = tag(chief.send("GET", "/v1/assignment", ""));
        assertThat(seen).isEqualTo("\"0\"");

        HttpResponse<String> first = set(other, 90, seen);
        HttpResponse<String> late = set(chief, 10, seen);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(tag(first)).isEqualTo("\"1\"");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("Look at them again");
        assertThat(chief.get("/v1/assignment").get("threshold").asInt()).isEqualTo(90);
        assertThat(chief.get("/v1/assignment").get("version").asInt()).isEqualTo(1);
        assertThat(audited()).containsExactly("assignment.changed");
        assertThat(set(chief, 10, tag(first)).statusCode()).isEqualTo(200);
        assertThat(chief.send("PUT", "/v1/assignment", NONE).statusCode())
                .as("without a tag, as before")
                .isEqualTo(200);
        assertThat(set(chief, 10, "yesterday").statusCode()).isEqualTo(400);
    }

    @Test
    void keepsTheTagOfRulesByWhichLeadsAreHandedOff() throws Exception {
        roundRobin();
        String tag = tag(chief.send("GET", "/v1/assignment", ""));

        publish("1", 90);
        awaitQualified(1);

        assertThat(tag(chief.send("GET", "/v1/assignment", ""))).isEqualTo(tag);
    }

    private static HttpResponse<String> set(Client user, int threshold, String tag)
            throws Exception {
        return user.send(
                "PUT",
                "/v1/assignment",
                "{\"threshold\":%d,\"mode\":\"none\"}".formatted(threshold),
                "If-Match",
                tag);
    }

    private static String tag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private Caller caller(Client user) {
        return new Caller(workspace, user.id(), Set.of(), "session_1", false, "");
    }

    private static String heir(Client user) {
        return "{\"reassignTo\":\"%s\"}".formatted(user.id());
    }

    @Test
    void leavesNoLeadBehindHoweverTheyComeWhileSomeoneLeaves() throws Exception {
        roundRobin();
        Thread coming = Thread.ofVirtual().start(() -> publishMany(200));
        until(() -> owners().containsKey(ada.id()));

        TestConsole.database()
                .within(
                        workspace,
                        () -> {
                            assertThat(
                                            TestConsole.part(Users.class)
                                                    .deactivate(workspace, ada.id()))
                                    .isTrue();
                            assertThat(
                                            TestConsole.part(Reassignment.class)
                                                    .reassign(
                                                            caller(chief),
                                                            ada.id(),
                                                            Optional.of(bob.id())))
                                    .isPositive();
                        });
        coming.join();

        awaitQualified(200);
        assertThat(owners()).isEqualTo(Map.of(bob.id(), 200L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | #/mode",
                "{\"threshold\":0,\"mode\":\"none\"} | #/threshold",
                "{\"threshold\":101,\"mode\":\"none\"} | #/threshold",
                "{\"mode\":\"lottery\"} | #/mode",
                "{\"mode\":\"round-robin\"} | #/members",
                "{\"mode\":\"load\",\"members\":[\"user_0\"]} | #/members/0",
                "{\"mode\":\"region\"} | #/regions",
                "{\"mode\":\"none\",\"regions\":{\"Atlantis\":\"user_0\"}} | #/regions/Atlantis",
                "{\"mode\":\"none\",\"regions\":{\"DE\":\"user_0\"}} | #/regions/DE"
            })
    void saysWhatIsNoRule(String body, String pointer) throws Exception {
        assertThat(
                        chief.refused(400, "PUT", "/v1/assignment", body)
                                .at("/errors/0/pointer")
                                .asString())
                .isEqualTo(pointer);
    }

    @Test
    void letsOnlyWhoMayAssignSetRules() throws Exception {
        ada.refused(403, "PUT", "/v1/assignment", rules(false));
        ada.get("/v1/assignment");
        assertThat(
                        TestConsole.user(TestConsole.newWorkspace(), "Eve", Role.ADMINISTRATOR)
                                .get("/v1/assignment")
                                .get("mode")
                                .asString())
                .isEqualTo("none");
    }

    private void roundRobin() throws Exception {
        chief.put("/v1/assignment", rules(false));
    }

    private String rules(boolean existing) {
        return "{\"threshold\":80,\"mode\":\"round-robin\",\"members\":[\"%s\",\"%s\"],\"includeExisting\":%s}"
                .formatted(ada.id(), bob.id(), existing);
    }

    private void publish(String id, int points) {
        TestConsole.publisher().leads(lead(workspace, id).changed());
        score(id, points, 1);
        awaitScore(id, points);
    }

    private void score(String id, int points, long entry) {
        TestConsole.publisher()
                .scores(
                        Facts.score(workspace, id, "rules", points)
                                .entry(entry)
                                .at(MONDAY.plusSeconds(entry))
                                .changed());
    }

    /// Leads that reach the threshold.
    private void publishMany(int count) {
        var leads = new ArrayList<LeadFact>();
        for (int number = 0; number < count; number++) {
            leads.add(lead(workspace, Integer.toString(1000 + number)).changed());
        }
        TestConsole.publisher().leads(leads);
        for (int number = 0; number < count; number++) {
            ScoreFact fact =
                    Facts.score(workspace, Integer.toString(1000 + number), "rules", 90).changed();
            TestConsole.publisher().scores(fact);
        }
    }

    private JsonNode item(String id) throws Exception {
        return chief.get("/v1/work/lead_" + id);
    }

    private void await(String id, String status) {
        until(
                () ->
                        chief.send("GET", "/v1/work/lead_" + id, "").statusCode() == 200
                                && item(id).get("status").asString().equals(status));
    }

    private void awaitScore(String id, int points) {
        until(
                () ->
                        chief.send("GET", "/v1/work/lead_" + id, "").statusCode() == 200
                                && item(id).path("score").asInt(-1) == points);
    }

    private void awaitQualified(int leads) {
        until(() -> chief.get("/v1/work?status=qualified").get("total").asInt() == leads);
    }

    private Map<String, Long> owners() throws Exception {
        return new TreeMap<>(
                chief.get("/v1/work?limit=200")
                        .get("items")
                        .valueStream()
                        .filter(item -> item.has("owner"))
                        .collect(
                                Collectors.groupingBy(
                                        item -> item.get("owner").asString(),
                                        Collectors.counting())));
    }

    private List<String> audited() {
        return TestConsole.database()
                .within(
                        workspace,
                        () ->
                                TestConsole.database()
                                        .sql()
                                        .sql(
                                                "SELECT action FROM platform.audit_entry ORDER BY number")
                                        .query((row, number) -> row.getString(1))
                                        .list());
    }

    private static void until(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(condition);
    }
}
