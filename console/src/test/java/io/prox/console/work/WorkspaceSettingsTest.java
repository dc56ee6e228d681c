package io.prox.console.work;

import static io.prox.console.work.Facts.lead;
import static io.prox.console.work.Facts.score;
import static org.assertj.core.api.Assertions.assertThat;

import io.prox.console.work.TestConsole.Client;
import io.prox.contracts.WorkspaceId;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What a workspace sets holds for whoever looks next, over HTTP.
class WorkspaceSettingsTest {
    private WorkspaceId workspace;
    private Client administrator;

    @BeforeEach
    void makeWorkspace() {
        workspace = TestConsole.newWorkspace();
        administrator = TestConsole.key(workspace);
    }

    @Test
    void gradesByTheThresholdsThatAreSet() throws Exception {
        publish(95, 85, 45, 5);
        assertThat(administrator.get("/v1/work/counts").get("byGrade").toString())
                .isEqualTo("{\"A\":2,\"B\":0,\"C\":1,\"D\":1,\"none\":0}");

        set("{\"thresholds\":{\"a\":90,\"b\":40,\"c\":10}}");

        String grades = "{\"A\":1,\"B\":2,\"C\":0,\"D\":1,\"none\":0}";
        assertThat(administrator.get("/v1/work/counts").get("byGrade").toString())
                .isEqualTo(grades);
        assertThat(administrator.get("/v1/overview").get("grades").toString()).isEqualTo(grades);
        assertThat(administrator.get("/v1/overview").at("/attention/0/words").asString())
                .isEqualTo("1 open lead of grade A without an owner");
        assertThat(administrator.get("/v1/work").get("items"))
                .extracting(item -> item.get("grade").asString())
                .containsExactly("A", "B", "B", "D");
        assertThat(administrator.get("/v1/work?grade=B").get("items"))
                .extracting(item -> item.get("score").asInt())
                .containsExactly(85, 45);
        assertThat(administrator.get("/v1/work/lead_85").get("grade").asString()).isEqualTo("B");
        assertThat(exported()).containsExactly("95,A", "85,B", "45,B", "5,D");
    }

    @Test
    void knowsNoGradeBelowCWhereCBeginsAtNought() throws Exception {
        publish(85, 0);

        set("{\"thresholds\":{\"a\":80,\"b\":50,\"c\":0}}");

        assertThat(administrator.get("/v1/work/counts").get("byGrade").toString())
                .isEqualTo("{\"A\":1,\"B\":0,\"C\":1,\"D\":0,\"none\":0}");
        assertThat(administrator.get("/v1/work?grade=D").get("total").asInt()).isZero();
        assertThat(administrator.get("/v1/work?grade=C").get("total").asInt()).isEqualTo(1);
        assertThat(exported()).containsExactly("85,A", "0,C");
        assertThat(administrator.get("/v1/overview").at("/grades/C").asInt()).isEqualTo(1);
    }

    @Test
    void sumsInTheCurrencyThatIsSet() throws Exception {
        Instant today = Instant.now();
        Folded.leads(
                lead(workspace, "1").createdAt(today).won(today, "10", "EUR").changed(),
                lead(workspace, "2").createdAt(today).won(today, "20", "EUR").changed(),
                lead(workspace, "3").createdAt(today).won(today, "7", "CHF").changed());

        set("{\"currency\":\"CHF\"}");

        JsonNode revenue = administrator.get("/v1/overview").at("/figures/revenue");
        assertThat(revenue.at("/now/currency").asString()).isEqualTo("CHF");
        assertThat(revenue.at("/now/amount").asDouble()).isEqualTo(7);
        assertThat(revenue.get("leftOut").asInt()).isEqualTo(2);
    }

    private void publish(int... scores) {
        for (int score : scores) {
            String id = Integer.toString(score);
            Folded.leads(lead(workspace, id).changed());
            Folded.scores(score(workspace, id, "rules", score).changed());
        }
    }

    private void set(String settings) throws Exception {
        HttpResponse<String> answer = administrator.send("PATCH", "/v1/workspace", settings);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /// Score and grade of each row.
    private List<String> exported() throws Exception {
        return administrator
                .send("GET", "/v1/work/export.csv", "")
                .body()
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1)[1] + "," + line.split(",", -1)[2])
                .toList();
    }
}
