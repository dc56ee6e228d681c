package io.prox.console.work.list;

import static io.prox.console.work.Facts.MONDAY;
import static io.prox.console.work.Facts.lead;
import static io.prox.console.work.Facts.score;
import static org.assertj.core.api.Assertions.assertThat;

import io.prox.console.work.TestConsole;
import io.prox.console.work.TestConsole.Client;
import io.prox.contracts.LeadFact;
import io.prox.contracts.ScoreFact;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.Permission;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The list as a file, over HTTP.
class ExportTest {
    private WorkspaceId workspace;
    private Client key;

    @BeforeEach
    void makeWorkspace() {
        workspace = TestConsole.newWorkspace();
        key = TestConsole.key(workspace, Permission.LEADS_EXPORT);
    }

    @Test
    void writesWhatIsFilteredInItsOrder() throws Exception {
        TestConsole.publisher()
                .leads(
                        lead(workspace, "1")
                                .company("acme.example")
                                .value("Industry", "=1+1")
                                .value("Country", "Germany")
                                .sources("Fair, Munich", "Web form")
                                .won(MONDAY, "12000.50", "EUR")
                                .changed(),
                        lead(workspace, "2").changed(),
                        lead(workspace, "3").changed());
        TestConsole.publisher()
                .scores(
                        score(workspace, "1", "rules", 60)
                                .chance(0.25, 0.1, 0.5)
                                .fit("B")
                                .changed(),
                        score(workspace, "2", "rules", 90).changed(),
                        score(workspace, "3", "rules", 10).changed());
        TestConsole.awaitScored(workspace, 3);

        HttpResponse<String> answer = key.send("GET", "/v1/work/export.csv?grade=A,B&q=", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/csv");
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .matches("attachment; filename=\"leads-\\d{4}-\\d\\d-\\d\\d.csv\"");
        List<String> lines = answer.body().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst()).startsWith("\uFEFFlead,score,grade,probability");
        assertThat(lines.get(1)).startsWith("lead_2,90,A,,,,,,Country is Germany: raises,,,");
        assertThat(lines.get(2))
                .isEqualTo(
                        "lead_1,60,B,0.25,0.1,0.5,B,,Country is Germany: raises,,,60,model_rules,"
                                + "2026-03-02T08:00:00Z,acme.example,,,,'=1+1,Germany,,,,,"
                                + "\"Fair, Munich; Web form\",2026-03-02T08:00:00Z,"
                                + "2026-03-02T08:00:00Z,converted,,2026-03-02T08:00:00Z,,,,won,"
                                + "2026-03-02T08:00:00Z,12000.50,EUR");
        assertThat(audited()).containsExactly("{\"grade\": \"A,B\", \"leads\": \"2\"}");
    }

    @Test
    void writesManyLeadsWithoutGaps() throws Exception {
        var leads = new ArrayList<LeadFact>();
        var scores = new ArrayList<ScoreFact>();
        for (int number = 0; number < 1_200; number++) {
            leads.add(lead(workspace, Integer.toString(number)).changed());
            scores.add(score(workspace, Integer.toString(number), "rules", number % 101).changed());
        }
        TestConsole.publisher().leads(leads);
        TestConsole.publisher().scores(scores);
        TestConsole.awaitScored(workspace, 1_200);

        List<String> ids =
                key.send("GET", "/v1/work/export.csv", "")
                        .body()
                        .lines()
                        .skip(1)
                        .map(line -> line.substring(0, line.indexOf(',')))
                        .toList();

        assertThat(ids).hasSize(1_200).doesNotHaveDuplicates();
    }

    @Test
    void keepsNoWordsByWhichAPersonWasSought() throws Exception {
        assertThat(key.send("GET", "/v1/work/export.csv?q=lovelace", "").statusCode())
                .isEqualTo(200);

        assertThat(audited()).containsExactly("{\"q\": \"given\", \"leads\": \"0\"}");
        assertThat(audited("origin")).containsExactly("127.0.0.0/24");
    }

    @Test
    void asksForLeave() throws Exception {
        TestConsole.key(workspace, Permission.WORK_READ, Permission.LEADS_READ)
                .refused(403, "GET", "/v1/work/export.csv", "");
        key.refused(400, "GET", "/v1/work/export.csv?limit=5", "");
        assertThat(audited()).isEmpty();
    }

    private List<String> audited() {
        return audited("detail");
    }

    private List<String> audited(String column) {
        return TestConsole.database()
                .within(
                        workspace,
                        () ->
                                TestConsole.database()
                                        .sql()
                                        .sql(
                                                "SELECT %s FROM platform.audit_entry WHERE action = 'work.exported' ORDER BY number"
                                                        .formatted(column))
                                        .query((row, number) -> row.getString(1))
                                        .list());
    }
}
