package io.prox.ingestion.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.prox.contracts.Cause;
import io.prox.contracts.FactJson;
import io.prox.contracts.LeadFact;
import io.prox.contracts.LeadFact.LeadChanged;
import io.prox.contracts.Topics;
import io.prox.platform.access.Permission;
import io.prox.platform.access.Workspaces;
import io.prox.platform.log.TestLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Imports over HTTP, on the real database and log.
class ImportsTest extends ImportsFixture {
    @Test
    void looksAtAFileAndGuessesWhatItsColumnsAre() throws Exception {
        JsonNode upload = upload("leads.csv", FILE);

        assertThat(upload.get("status").asString()).isEqualTo("mapping");
        assertThat(upload.get("source").asString()).isEqualTo("CRM");
        assertThat(upload.get("bytes").asInt()).isEqualTo(FILE.getBytes(UTF_8).length);
        assertThat(upload.at("/format/delimiter").asString()).isEqualTo("semicolon");
        assertThat(upload.at("/format/rows").asInt()).isEqualTo(8);
        assertThat(fields(upload))
                .containsExactly(
                        "externalId",
                        "firstName",
                        "email",
                        "country",
                        "outcome",
                        "createdAt",
                        "value",
                        "own Country'");
        assertThat(upload.at("/mapping/outcome").toString())
                .isEqualTo(
                        "{\"won\":[\"Closed Won\"],\"lost\":[\"Closed Lost\"],\"open\":[\"Contacted\"]}");
        assertThat(upload.at("/mapping/dateOrder").asString()).isEqualTo("day-month-year");
        assertThat(upload.at("/mapping/columns/1/samples/0").asString()).isEqualTo("Ada");
        assertThat(upload.at("/mapping/columns/3/reason").asString())
                .isEqualTo("its name and its values say so");
    }

    @Test
    void looksAtAFileOfOneRowAsAtALongerOne() throws Exception {
        JsonNode upload =
                upload("one.csv", "Email,Name,Created\nada@acme.example,Ada King,2026-01-02\n");

        assertThat(fields(upload)).containsExactly("email", "fullName", "createdAt");
        assertThat(upload.at("/mapping").toString()).doesNotContain("warning");
    }

    @Test
    void triesARunWithoutKeepingAnything() throws Exception {
        String id = upload("leads.csv", FILE).get("id").asString();

        JsonNode checked = post("/v1/imports/" + id + "/check", "checked");

        assertThat(counts(checked.get("check")))
                .isEqualTo(
                        "rows 8, created 3, changed 1, unchanged 0, refused 4, conflicts 0, duplicates 1");
        assertThat(checked.at("/check/duplicateLines")).hasToString("[9]");
        assertThat(get("/v1/leads").get("leads").isEmpty()).isTrue();
        assertThat(get("/v1/books").at("/all/received").asInt()).isZero();
        JsonNode done = post("/v1/imports/" + id + "/start", "done");
        assertThat(done.get("result")).isEqualTo(checked.get("check"));
    }

    @Test
    void takesRowsInAndSaysOfTheOthersWhyNot() throws Exception {
        JsonNode done = imported("leads.csv", FILE);

        assertThat(counts(done.get("result")))
                .isEqualTo(
                        "rows 8, created 3, changed 1, unchanged 0, refused 4, conflicts 0, duplicates 1");
        assertThat(done.at("/progress/rows").asInt()).isEqualTo(8);
        assertThat(done.has("startedAt")).isTrue();
        assertThat(done.has("endedAt")).isTrue();
        List<LeadChanged> facts = facts(3).stream().map(LeadChanged.class::cast).toList();
        LeadChanged ada =
                facts.stream()
                        .filter(fact -> fact.outcome().flatMap(each -> each.value()).isPresent())
                        .findFirst()
                        .orElseThrow();
        assertThat(ada.cause()).isEqualTo(new Cause(Cause.Kind.IMPORT, done.get("id").asString()));
        assertThat(ada.occurredAt()).isEqualTo("2026-03-31T00:00:00Z");
        assertThat(ada.profile().createdAt()).isEqualTo("2026-03-31T00:00:00Z");
        assertThat(ada.profile().sources()).containsExactly("CRM");
        assertThat(ada.profile().values())
                .containsEntry("Country", "Germany")
                .containsEntry("Country'", "x")
                .doesNotContainKey("First name");
        assertThat(ada.outcome().orElseThrow().value().orElseThrow().amount())
                .isEqualByComparingTo("1300.5");
        assertThat(ada.outcome().orElseThrow().value().orElseThrow().currency()).isEqualTo("EUR");
        assertThat(refused(done))
                .containsExactly(
                        "line,reason,Lead ID,Vorname,E-Mail,Land,Stage,Angelegt am,Auftragswert,Country",
                        "5,\"has neither an e-mail address nor an external id, so that nobody can tell which lead it is; send one of them\",,Nobody,,USA,Contacted,02.04.2026,,y",
                        "6,`E-Mail` has no ending such as .com after the @,L5,Mary,broken@,USA,Contacted,02.04.2026,,y",
                        "7,`Angelegt am` holds no date that can be read,L6,Late,late@acme.example,USA,Contacted,31.02.2026,,y",
                        "8,has fewer cells than the header; is a delimiter or a line break within a cell unquoted?,L7,Short,short@acme.example,,,,,");
        JsonNode books = get("/v1/books");
        assertThat(books.at("/all/balanced").asBoolean()).isTrue();
        assertThat(books.at("/byDoor/0/received").asInt()).isEqualTo(8);
        assertThat(books.at("/byDoor/0/refused").asInt()).isEqualTo(4);
        assertThat(get("/v1/sources").at("/sources/0/leads").asInt()).isEqualTo(3);
    }

    @Test
    void takesRefusedRowsInAgainAsTheyWere() throws Exception {
        JsonNode first =
                imported(
                        "first.csv",
                        "Lead ID,Email,Phone\n-A1,broken@,+49 30 1234567\n-A2,ada@acme.example,\n");
        String refused = refused(first).get(1);
        assertThat(refused).endsWith(",'-A1,broken@,'+49 30 1234567");

        JsonNode again =
                imported(
                        "again.csv",
                        "Lead ID,Email,Phone\n'-A1,mary@acme.example,'+49 30 1234567\n'-A2,ada@acme.example,\n");

        assertThat(counts(again.get("result"))).contains("created 1, changed 0, unchanged 1");
        String mary = get("/v1/leads").at("/leads/1/id").asString();
        assertThat(get("/v1/persons?leads=" + mary).toString())
                .contains("+49 30 1234567")
                .doesNotContain("'");
    }

    @Test
    void changesNothingWhenAFileIsReadAgain() throws Exception {
        imported("leads.csv", FILE);

        JsonNode again = imported("leads.csv", FILE);

        assertThat(counts(again.get("result")))
                .isEqualTo(
                        "rows 8, created 0, changed 0, unchanged 4, refused 4, conflicts 0, duplicates 1");
        assertThat(facts(3)).hasSize(3);
    }

    @Test
    void remembersHowTheColumnsOfASourceWereMapped() throws Exception {
        String id = upload("leads.csv", FILE).get("id").asString();
        put(
                id,
                """
                {"columns": [{"column": "Country", "field": "own", "name": "Letter"},
                             {"column": "Vorname", "field": "skip"}],
                 "outcome": {"open": ["Closed Lost"]}}
                """);
        post("/v1/imports/" + id + "/start", "done");

        JsonNode again = upload("more.csv", FILE);

        assertThat(fields(again)).contains("own Letter", "skip").doesNotContain("firstName");
        assertThat(again.at("/mapping/columns/1/reason").asString()).contains("confirmed");
        assertThat(again.at("/mapping/outcome/open").toString())
                .contains("Closed Lost", "Contacted");
    }

    @Test
    void namesAnOwnColumnAsItIsKnown() throws Exception {
        api(
                "{\"source\":\"Form\",\"fields\":{\"email\":\"ada@acme.example\",\"Pages Viewed\":\"12\"}}");

        JsonNode columns =
                upload(
                                "teams.csv",
                                """
                                email,pages_viewed,PagesViewed
                                ada@acme.example,15,
                                bo@acme.example,9,4
                                cy@acme.example,3,8
                                """)
                        .at("/mapping/columns");

        assertThat(columns.at("/1/field").asString()).isEqualTo("own");
        assertThat(columns.at("/1/name").asString()).isEqualTo("Pages Viewed");
        assertThat(columns.at("/2/field").asString()).isEqualTo("skip");
        assertThat(columns.at("/2/reason").asString())
                .isEqualTo("is another spelling of 'pages_viewed'");
    }

    @Test
    void saysAllThatIsWrongWithAMapping() throws Exception {
        String id = upload("leads.csv", FILE).get("id").asString();

        HttpResponse<String> answer =
                send(
                        "PUT",
                        "/v1/imports/" + id + "/mapping",
                        """
                        {"columns": [{"column": "Nothing", "field": "email"},
                                     {"column": "Stage", "field": "hat"},
                                     {"column": "Vorname", "field": "email"}],
                         "dateOrder": "sometimes", "currency": "Euro"}
                        """);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("#/columns/0/column", "#/columns/1/field", "#/columns/2/field")
                .contains("#/dateOrder", "#/currency");
    }

    @Test
    void startsNothingWithoutAColumnThatTellsLeadsApart() throws Exception {
        String id =
                upload("numbers.csv", "age,job\n56,services\n57,admin\n37,services\n")
                        .get("id")
                        .asString();

        assertThat(send("POST", "/v1/imports/" + id + "/start", "").statusCode()).isEqualTo(422);
        assertThat(send("POST", "/v1/imports/" + id + "/check", "").statusCode()).isEqualTo(422);
    }

    @Test
    void showsNobodyInSamplesToThoseWhoMayNotKnow() throws Exception {
        String id = upload("leads.csv", FILE).get("id").asString();
        imported("refused.csv", FILE);
        String refused = "/v1/imports/" + id + "/refused.csv";
        key = key(EnumSet.of(Permission.IMPORTS_READ));

        JsonNode shown = get("/v1/imports/" + id);

        assertThat(shown.toString()).doesNotContain("acme.example").doesNotContain("Ada");
        assertThat(shown.at("/mapping/columns/4/samples/0").asString()).isEqualTo("Closed Won");
        assertThat(send("GET", refused, "").statusCode()).isEqualTo(403);
    }

    @Test
    void auditsWhoSawPersons() throws Exception {
        JsonNode done = imported("leads.csv", FILE);
        get("/v1/imports/" + done.get("id").asString());
        refused(done);

        assertThat(actions())
                .containsSubsequence(
                        "import.uploaded", "personal.read", "import.started", "personal.read")
                .filteredOn(action -> action.equals("personal.read"))
                .hasSize(2);
    }

    @Test
    void takesBackWhatAnImportSaidAndNothingElse() throws Exception {
        api(
                "{\"source\":\"Form\",\"fields\":{\"email\":\"grace@navy.example\",\"city\":\"Boston\"}}");
        JsonNode done = imported("leads.csv", FILE);
        api("{\"source\":\"Form\",\"fields\":{\"email\":\"joan@penn.example\",\"city\":\"York\"}}");
        String id = done.get("id").asString();

        JsonNode undone = post("/v1/imports/" + id + "/undo", "undone");

        assertThat(undone.get("status").asString()).isEqualTo("undone");
        List<LeadFact> facts = facts(8);
        var last = facts.stream().filter(fact -> fact.cause().kind() == Cause.Kind.UNDO).toList();
        assertThat(last).hasSize(3).allMatch(fact -> fact.cause().reference().equals(id));
        assertThat(last).filteredOn(LeadFact.LeadDeleted.class::isInstance).hasSize(1);
        assertThat(last.stream().filter(LeadChanged.class::isInstance).map(LeadChanged.class::cast))
                .allSatisfy(
                        fact -> {
                            assertThat(fact.profile().values())
                                    .doesNotContainKeys("Country", "Country'");
                            assertThat(fact.profile().sources()).containsExactly("Form");
                            assertThat(fact.outcome()).isEmpty();
                            // nothing of it is left in what is learnt from either
                            assertThat(fact.past().orElseThrow())
                                    .singleElement()
                                    .satisfies(
                                            then ->
                                                    assertThat(then.values())
                                                            .isEqualTo(fact.profile().values()));
                        });
        assertThat(get("/v1/sources").toString()).contains("\"name\":\"CRM\"");
        // the ids that only the import brought are free again
        assertThat(api("{\"source\":\"CRM\",\"fields\":{\"externalId\":\"L2\"}}"))
                .isEqualTo("created");
        assertThat(
                        api(
                                "{\"source\":\"Form\",\"fields\":{\"email\":\"grace@navy.example\",\"city\":\"Boston\"}}"))
                .isEqualTo("unchanged");
        assertThat(send("POST", "/v1/imports/" + id + "/undo", "").statusCode()).isEqualTo(409);
    }

    @Test
    void takesNothingAwayFromOtherSourcesByABlankCell() throws Exception {
        api("{\"source\":\"Form\",\"fields\":{\"email\":\"ada@acme.example\",\"city\":\"York\"}}");

        imported(
                "leads.csv",
                "E-Mail,City,Country\nada@acme.example,,France\nb@acme.example,Rome,Italy\nc@acme.example,Oslo,Norway\n");

        assertThat(get("/v1/leads").toString()).contains("York").contains("France");
        JsonNode cleared =
                imported(
                        "leads.csv",
                        "E-Mail,City,Country\nb@acme.example,,Italy\nc@acme.example,Oslo,Norway\nd@acme.example,Bern,Italy\n");
        assertThat(counts(cleared.get("result")))
                .startsWith("rows 3, created 1, changed 1, unchanged 1");
        assertThat(get("/v1/leads").toString()).contains("York").doesNotContain("Rome");
    }

    @Test
    void countsNothingAsChangedWhereSomethingNewerStands() throws Exception {
        api(
                "{\"source\":\"Form\",\"fields\":{\"email\":\"ada@acme.example\",\"city\":\"York\",\"country\":\"France\",\"createdAt\":\"2026-01-05\"}}");
        api("{\"source\":\"Form\",\"fields\":{\"email\":\"b@acme.example\",\"city\":\"Rome\"}}");
        String file =
                """
                Email,City,Country,Created at
                ada@acme.example,Bern,Spain,2026-01-05
                b@acme.example,Oslo,Norway,2026-01-05
                """;
        String id = upload("leads.csv", file).get("id").asString();

        JsonNode checked = post("/v1/imports/" + id + "/check", "checked");
        JsonNode done = post("/v1/imports/" + id + "/start", "done");

        assertThat(counts(checked.get("check")))
                .startsWith("rows 2, created 0, changed 1, unchanged 1");
        assertThat(done.get("result")).isEqualTo(checked.get("check"));
        assertThat(get("/v1/leads").toString())
                .contains("York", "France", "Rome", "Norway")
                .doesNotContain("Bern", "Spain", "Oslo");
    }

    @Test
    void findsConflictsInTrialAndRunAlike() throws Exception {
        String file =
                """
                Lead ID,Email,Tool
                1,,Excel
                ,ada@acme.example,Paper
                1,ada@acme.example,Excel
                1,,Excel
                """;
        String id = upload("leads.csv", file).get("id").asString();

        JsonNode checked = post("/v1/imports/" + id + "/check", "checked");
        JsonNode done = post("/v1/imports/" + id + "/start", "done");

        assertThat(counts(checked.get("check")))
                .isEqualTo(
                        "rows 4, created 2, changed 0, unchanged 1, refused 0, conflicts 1, duplicates 1");
        assertThat(done.get("result")).isEqualTo(checked.get("check"));
    }

    /// Each row would else be weighed against all that stand before it.
    @Test
    void refusesRowsOfAnAddressThatThousandsShare() throws Exception {
        var file = new StringBuilder("Email,Created,Tool\n");
        for (int row = 0; row < 2_500; row++) {
            file.append("none@acme.example,2026-03-%02d,Tool %d\n".formatted(1 + row % 28, row));
        }
        String id = upload("leads.csv", file.toString()).get("id").asString();

        JsonNode checked = post("/v1/imports/" + id + "/check", "checked");
        JsonNode done = post("/v1/imports/" + id + "/start", "done");

        assertThat(counts(checked.get("check")))
                .startsWith("rows 2500, created 1, ")
                .contains("refused 1500, conflicts 0");
        assertThat(done.get("result")).isEqualTo(checked.get("check"));
        assertThat(refused(done)).hasSize(1 + 1_500).element(1).asString().contains("placeholder");
        assertThat(facts(1)).isNotEmpty();
        post("/v1/imports/" + id + "/undo", "undone");
        assertThat(get("/v1/leads").get("leads")).isEmpty();
    }

    @Test
    void readsPackedFilesAndJsonLines() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(FILE.getBytes(UTF_8));
        }
        JsonNode upload = upload("leads.csv.gz", packed.toByteArray());
        assertThat(upload.at("/format/words").asString()).isEqualTo("CSV, gzip");
        assertThat(upload.at("/format/rows").asInt()).isEqualTo(8);

        JsonNode json =
                imported(
                        "leads.jsonl",
                        "{\"email\":\"ada@acme.example\",\"tool\":\"Excel\"}\n{\"email\":\"b@acme.example\"}\n");
        assertThat(counts(json.get("result"))).startsWith("rows 2, created 2");
    }

    @Test
    void keepsConsentAndLawfulBasisWithTheFileThatSaysSo() throws Exception {
        String id =
                upload(
                                "consent.csv",
                                """
                                E-Mail,Created,May write,Because,Opt in
                                ada@acme.example,2026-03-02,yes,contract,x
                                bo@navy.example,2026-03-03,no,legitimate interest,x
                                """)
                        .get("id")
                        .asString();
        put(
                id,
                """
                {"columns": [{"column": "Opt in", "field": "skip"},
                             {"column": "May write", "field": "consent"},
                             {"column": "Because", "field": "lawfulBasis"}]}
                """);
        post("/v1/imports/" + id + "/start", "done");
        String lead = get("/v1/leads?company=acme.example").at("/leads/0/id").asString();

        JsonNode fields = get("/v1/leads/" + lead).get("fields");

        assertThat(fields.at("/Consent/text").asString()).isEqualTo("yes");
        assertThat(fields.at("/Lawful basis/text").asString()).isEqualTo("contract");
        for (String field : List.of("Consent", "Lawful basis")) {
            assertThat(fields.at("/" + field + "/source").asString()).isEqualTo("CRM");
            assertThat(fields.at("/" + field + "/occurredAt").asString())
                    .isEqualTo("2026-03-02T00:00:00Z");
        }
        post("/v1/imports/" + id + "/undo", "undone");
        assertThat(send("GET", "/v1/leads/" + lead, "").statusCode()).isEqualTo(404);
    }

    @Test
    void takesAWorkbookInAsItTakesAFileOfText() throws Exception {
        byte[] file = workbook();
        JsonNode upload = upload("leads.xlsx", file);
        String id = upload.get("id").asString();

        assertThat(upload.at("/format/words").asString()).contains("Excel");
        assertThat(upload.at("/format/rows").asInt()).isEqualTo(5);
        assertThat(fields(upload))
                .containsExactly("externalId", "email", "outcome", "createdAt", "value");
        JsonNode checked = post("/v1/imports/" + id + "/check", "checked");
        assertThat(counts(checked.get("check")))
                .isEqualTo(
                        "rows 5, created 2, changed 0, unchanged 1, refused 2, conflicts 0, duplicates 1");
        List<String> refused = refused(checked);
        assertThat(get("/v1/leads").get("leads").isEmpty()).isTrue();
        JsonNode done = post("/v1/imports/" + id + "/start", "done");
        assertThat(done.get("result")).isEqualTo(checked.get("check"));
        assertThat(refused(done))
                .isEqualTo(refused)
                .containsExactly(
                        "line,reason,Lead ID,E-Mail,Stage,Created at,Value",
                        "4,`E-Mail` has no ending such as .com after the @,L3,broken@,Closed Lost,2026-04-02,",
                        "6,\"has neither an e-mail address nor an external id, so that nobody can tell which lead it is; send one of them\",,,Closed Lost,2026-04-03,");
        LeadChanged ada =
                facts(2).stream()
                        .map(LeadChanged.class::cast)
                        .filter(fact -> fact.outcome().flatMap(each -> each.value()).isPresent())
                        .findFirst()
                        .orElseThrow();
        assertThat(ada.profile().createdAt()).isEqualTo("2026-03-31T00:00:00Z");
        assertThat(ada.outcome().orElseThrow().value().orElseThrow().amount())
                .isEqualByComparingTo("1200.5");

        JsonNode again = imported("leads.xlsx", file);

        assertThat(counts(again.get("result")))
                .isEqualTo(
                        "rows 5, created 0, changed 0, unchanged 3, refused 2, conflicts 0, duplicates 1");
        assertThat(facts(2)).hasSize(2);
        assertThat(count("statement")).isEqualTo(2);
    }

    /// With a row that is blank, dates that are dates and amounts that are numbers.
    private static byte[] workbook() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Leads");
            write(sheet, 0, List.of("Lead ID", "E-Mail", "Stage", "Created at", "Value"));
            write(sheet, 1, List.of("L1", "ada@acme.example", "Closed Won"));
            sheet.value(1, 4, 1200.5);
            write(sheet, 2, List.of("L2", "grace@navy.example", "Closed Lost"));
            write(sheet, 3, List.of("L3", "broken@", "Closed Lost"));
            write(sheet, 5, List.of("", "", "Closed Lost"));
            write(sheet, 6, List.of("L2", "grace@navy.example", "Closed Lost"));
            date(sheet, 1, LocalDate.of(2026, 3, 31));
            date(sheet, 2, LocalDate.of(2026, 4, 1));
            date(sheet, 3, LocalDate.of(2026, 4, 2));
            date(sheet, 5, LocalDate.of(2026, 4, 3));
            date(sheet, 6, LocalDate.of(2026, 4, 1));
        }
        return bytes.toByteArray();
    }

    private static void write(Worksheet sheet, int row, List<String> cells) {
        for (int column = 0; column < cells.size(); column++) {
            if (!cells.get(column).isEmpty()) {
                sheet.value(row, column, cells.get(column));
            }
        }
    }

    private static void date(Worksheet sheet, int row, LocalDate date) {
        sheet.value(row, 3, date);
        sheet.style(row, 3).format("dd/mm/yyyy").set();
    }

    @Test
    void takesTheRowsOfAFileWithCharactersThatCannotBeKept() throws Exception {
        JsonNode done =
                imported(
                        "leads.jsonl",
                        """
                        {"email":"ada@acme.example","to\\u0000ol":"Ex\\u0000cel","Status":"won"}
                        {"email":"b@acme.example","to\\u0000ol":"x","Status":"Lo\\u0000st"}
                        """);

        assertThat(fields(done)).contains("own tool");
        assertThat(counts(done.get("result"))).startsWith("rows 2, created 1");
        assertThat(refused(done)).hasSize(2);
    }

    @Test
    void keepsNoProseOfAnOutcomeInTheClear() throws Exception {
        String header = "email,Outcome\n";
        String rows =
                IntStream.range(0, 30)
                        .mapToObj(
                                row ->
                                        "a%1$d@acme.example,\"spoke to Anna Berg on day %1$d of the fair, she will think about it and call back\"\n"
                                                .formatted(row))
                        .collect(Collectors.joining());

        JsonNode upload = upload("leads.csv", (header + rows).getBytes(UTF_8));

        assertThat(upload.at("/mapping/columns/1/field").asString()).isEqualTo("outcome");
        assertThat(upload.at("/mapping/outcome").toString()).doesNotContain("Anna");
    }

    @Test
    void keepsNothingOfWhatIsNoTable() throws Exception {
        HttpResponse<String> answer =
                sendBytes("/v1/imports?file=a.pdf&source=CRM", "%PDF-1.7 hello".getBytes(UTF_8));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("unreadable-file").contains("a.pdf: a PDF document");
        assertThat(get("/v1/imports").get("imports").isEmpty()).isTrue();
        assertThat(count("import") + count("import_part")).isZero();
    }

    @Test
    void listsImportsPageByPage() throws Exception {
        for (int number = 0; number < 3; number++) {
            upload("leads" + number + ".csv", FILE);
        }

        var ids = new ArrayList<String>();
        String after = "";
        do {
            JsonNode page = get("/v1/imports?limit=2&after=" + after);
            page.get("imports").forEach(each -> ids.add(each.get("file").asString()));
            after = page.has("next") ? page.get("next").asString() : "";
        } while (!after.isEmpty());

        assertThat(ids).containsExactly("leads2.csv", "leads1.csv", "leads0.csv");
        HttpResponse<String> foreign = send("GET", "/v1/imports?limit=0&after=leads0.csv", "");
        assertThat(foreign.statusCode()).isEqualTo(400);
        assertThat(foreign.body()).contains("?limit", "?after");
    }

    @Test
    void showsNothingToAnotherWorkspace() throws Exception {
        String id = upload("leads.csv", FILE).get("id").asString();
        workspace = process.part(Workspaces.class).make("Other", false).id();
        key = key(EnumSet.allOf(Permission.class));

        assertThat(send("GET", "/v1/imports/" + id, "").statusCode()).isEqualTo(404);
        for (String action : List.of("check", "start", "cancel", "undo")) {
            assertThat(send("POST", "/v1/imports/" + id + "/" + action, "").statusCode())
                    .isEqualTo(404);
        }
        assertThat(send("GET", "/v1/imports/" + id + "/refused.csv", "").statusCode())
                .isEqualTo(404);
        assertThat(send("DELETE", "/v1/imports/" + id, "").statusCode()).isEqualTo(404);
    }

    /// The facts of this workspace on the log, at least so many.
    private List<LeadFact> facts(int count) {
        return TestLog.read(
                Topics.LEADS,
                count,
                value -> {
                    Optional<LeadFact> fact = FactJson.LEADS.decode(value);
                    return fact.filter(each -> each.workspace().equals(workspace));
                });
    }
}
