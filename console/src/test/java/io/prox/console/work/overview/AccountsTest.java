package io.prox.console.work.overview;

import static io.prox.console.work.Facts.MONDAY;
import static io.prox.console.work.Facts.lead;
import static io.prox.console.work.Facts.score;
import static org.assertj.core.api.Assertions.assertThat;

import io.prox.console.work.Folded;
import io.prox.console.work.TestConsole;
import io.prox.console.work.TestConsole.Client;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.Permission;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Companies with their leads, over HTTP.
class AccountsTest {
    private WorkspaceId workspace;
    private Client reader;

    @BeforeEach
    void makeWorkspace() {
        workspace = TestConsole.newWorkspace();
        reader = TestConsole.key(workspace, Permission.LEADS_READ);
    }

    private void foldLeads() {
        Folded.leads(
                lead(workspace, "1").company("acme.example").changed(),
                lead(workspace, "2")
                        .company("acme.example")
                        .at(MONDAY.plusSeconds(60))
                        .won(MONDAY, "1", "EUR")
                        .changed(),
                lead(workspace, "3").company("acme.example").lost(MONDAY).changed(),
                lead(workspace, "4").company("beta.example").changed(),
                lead(workspace, "5").company("acorn.example").at(MONDAY.plusSeconds(90)).changed(),
                lead(workspace, "6").changed());
        Folded.scores(
                score(workspace, "1", "rules", 81).fit("B").changed(),
                score(workspace, "2", "rules", 40).fit("C").changed(),
                score(workspace, "4", "rules", 95).changed());
    }

    @Test
    void takesTheLeadsOfACompanyTogether() throws Exception {
        foldLeads();

        JsonNode answer = reader.get("/v1/accounts/ACME.example");

        JsonNode account = answer.get("account");
        assertThat(((ObjectNode) account).remove("trend"))
                .extracting(point -> point.get("best").asInt())
                .isNotEmpty()
                .containsOnly(81);
        assertThat(account.toString())
                .isEqualTo(
                        """
                        {"company":"acme.example","leads":3,"best":{"lead":"lead_1","score":81},
                        "meanScore":60.5,"fit":"B","won":1,"lost":1,"open":1,
                        "lastChangedAt":"2026-03-02T08:01:00Z"}
                        """
                                .replace("\n", ""));
        assertThat(answer.get("items"))
                .extracting(item -> item.get("lead").asString())
                .containsExactly("lead_1", "lead_2", "lead_3");
        reader.refused(404, "GET", "/v1/accounts/nobody.example", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sort=score | beta acme acorn",
                "sort=-score | acorn acme beta",
                "sort=mean | beta acme acorn",
                "sort=-mean | acorn acme beta",
                "sort=fit | acme acorn beta",
                "sort=-fit | beta acorn acme",
                "sort=open | beta acorn acme",
                "sort=won | acme beta acorn",
                "sort=-lost | acorn beta acme",
                "sort=leads | acme beta acorn",
                "sort=changed | acorn acme beta",
                "sort=name | acme acorn beta",
                "sort=-name | beta acorn acme",
                "q=AC | acme acorn",
                "q=acme.example | acme",
                "q=x | ''",
                "sort=&q= | beta acme acorn"
            })
    void listsAccounts(String query, String companies) throws Exception {
        foldLeads();

        for (int limit = 1; limit <= 3; limit++) {
            var found = new ArrayList<String>();
            String after = "";
            do {
                JsonNode page =
                        reader.get(
                                "/v1/accounts?%s&limit=%d%s"
                                        .formatted(
                                                query,
                                                limit,
                                                after.isEmpty() ? "" : "&after=" + after));
                page.get("accounts")
                        .forEach(
                                account ->
                                        found.add(
                                                account.get("company")
                                                        .asString()
                                                        .replace(".example", "")));
                after = page.has("next") ? page.get("next").asString() : "";
            } while (!after.isEmpty());
            assertThat(String.join(" ", found)).as("limit %d", limit).isEqualTo(companies);
        }
    }

    @Test
    void saysWhatCannotBeAskedFor() throws Exception {
        for (String query : List.of("sort=colour", "limit=0", "limit=x", "after=nonsense")) {
            assertThat(reader.refused(400, "GET", "/v1/accounts?" + query, "").get("errors"))
                    .hasSize(1);
        }
        assertThat(reader.get("/v1/accounts?q=%00%25_'").get("accounts")).isEmpty();
    }

    @Test
    void asksForLeaveAndShowsNothingOfAnotherWorkspace() throws Exception {
        foldLeads();
        Client other = TestConsole.key(TestConsole.newWorkspace());

        assertThat(other.get("/v1/accounts").get("accounts")).isEmpty();
        other.refused(404, "GET", "/v1/accounts/acme.example", "");
        Client mayNot = TestConsole.key(workspace, Permission.WORK_WRITE);
        mayNot.refused(403, "GET", "/v1/accounts", "");
        mayNot.refused(403, "GET", "/v1/accounts/acme.example", "");
    }
}
