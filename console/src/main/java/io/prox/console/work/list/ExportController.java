package io.prox.console.work.list;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.console.work.Qualifier;
import io.prox.contracts.Money;
import io.prox.contracts.ScoreFact.Chance;
import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.Database;
import io.prox.platform.web.Confirmed;
import io.prox.platform.web.Requires;
import io.prox.tables.writing.CsvRows;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The list as a file, of exactly what is filtered and in its order. No spreadsheet runs what
/// stands in its cells. It names nobody: the console has no names.
@RestController
final class ExportController {
    private static final int REASONS = 3;

    /// By which spreadsheets know UTF-8.
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /// Values of a lead that a list shows.
    private static final List<String> VALUES =
            List.of(
                    "Job title: seniority",
                    "Job title: department",
                    "Company size: band",
                    "Industry",
                    "Country",
                    "City",
                    "Source",
                    "Campaign",
                    "Email: kind of address");

    private static final List<String> HEADER =
            Stream.of(
                            Stream.of(
                                    "lead",
                                    "score",
                                    "grade",
                                    "probability",
                                    "interval_low",
                                    "interval_high",
                                    "fit",
                                    "engagement"),
                            IntStream.rangeClosed(1, REASONS)
                                    .mapToObj(number -> "reason_" + number),
                            Stream.of("score_a_day_ago", "model", "scored_at", "company"),
                            VALUES.stream(),
                            Stream.of(
                                    "sources",
                                    "created_at",
                                    "changed_at",
                                    "status",
                                    "status_reason",
                                    "status_at",
                                    "qualified_by",
                                    "owner",
                                    "owner_name",
                                    "outcome",
                                    "outcome_at",
                                    "value",
                                    "currency"))
                    .flatMap(columns -> columns)
                    .toList();

    private final WorkList list;
    private final SavedViews views;
    private final Database database;
    private final AuditLog audit;
    private final Clock clock;

    ExportController(
            WorkList list, SavedViews views, Database database, AuditLog audit, Clock clock) {
        this.list = list;
        this.views = views;
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    @Requires(Permission.LEADS_EXPORT)
    @Confirmed
    @GetMapping("/v1/work/export.csv")
    @Filters
    void export(
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters,
            Caller caller,
            HttpServletResponse response)
            throws IOException {
        MultiValueMap<String, String> expanded = views.expand(parameters, caller);
        WorkQuery query = Parameters.whole(expanded, caller);
        long leads = list.counts(caller.workspace(), query.filter()).total();
        database.within(
                caller.workspace(),
                () -> audit.append(caller, "work.exported", "", detail(expanded, leads)));
        response.setContentType("text/csv");
        response.setCharacterEncoding(UTF_8);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"leads-%s.csv\""
                        .formatted(clock.instant().atOffset(ZoneOffset.UTC).toLocalDate()));
        var writer = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), UTF_8));
        writer.write(BYTE_ORDER_MARK);
        // Closed where all is written: a file that breaks off must not look like a whole one.
        var rows = new CsvRows(writer, ',');
        rows.write(HEADER);
        list.each(caller.workspace(), query, item -> write(item, rows));
        rows.close();
    }

    /// What was asked for, without what somebody typed to find a person.
    private static Map<String, String> detail(
            MultiValueMap<String, String> parameters, long leads) {
        Map<String, String> detail = new TreeMap<>();
        parameters.forEach(
                (name, values) -> {
                    List<String> given = values.stream().filter(value -> !value.isBlank()).toList();
                    if (!given.isEmpty()) {
                        detail.put(
                                name,
                                name.equals(Parameters.WORDS) ? "given" : String.join(", ", given));
                    }
                });
        detail.put("leads", Long.toString(leads));
        return detail;
    }

    private static void write(Item item, CsvRows rows) {
        var cells = new ArrayList<String>(HEADER.size());
        cells.add(item.lead().value());
        cells.add(text(item.score()));
        cells.add(text(item.grade()));
        cells.add(text(item.chance().map(Chance::probability)));
        cells.add(text(item.chance().map(Chance::low)));
        cells.add(text(item.chance().map(Chance::high)));
        cells.add(text(item.fit()));
        cells.add(text(item.engagement()));
        for (int number = 0; number < REASONS; number++) {
            cells.add(number < item.reasons().size() ? item.reasons().get(number).words() : "");
        }
        cells.add(text(item.previousScore()));
        cells.add(item.model());
        cells.add(text(item.scoredAt()));
        cells.add(text(item.company()));
        VALUES.forEach(name -> cells.add(item.values().getOrDefault(name, "")));
        cells.add(String.join("; ", item.sources()));
        cells.add(item.createdAt().toString());
        cells.add(item.changedAt().toString());
        cells.add(item.status().word());
        cells.add(text(item.statusReason()));
        cells.add(text(item.statusAt()));
        cells.add(text(item.qualifiedBy().map(Qualifier::word)));
        cells.add(text(item.owner()));
        cells.add(text(item.ownerName()));
        cells.add(
                text(
                        item.outcome()
                                .map(outcome -> outcome.kind().name().toLowerCase(Locale.ROOT))));
        cells.add(text(item.outcome().map(Item.Outcome::at)));
        Optional<Money> value = item.outcome().flatMap(Item.Outcome::value);
        cells.add(text(value.map(money -> money.amount().toPlainString())));
        cells.add(text(value.map(Money::currency)));
        try {
            rows.write(cells);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse("");
    }
}
