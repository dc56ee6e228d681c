package io.prox.console.work.list;

import io.prox.console.work.LeadIds;
import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.Database;
import io.prox.platform.web.Requires;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The work list over HTTP.
@RestController
final class WorkController {
    private final WorkList list;
    private final SavedViews views;
    private final Database database;
    private final AuditLog audit;

    WorkController(WorkList list, SavedViews views, Database database, AuditLog audit) {
        this.list = list;
        this.views = views;
        this.database = database;
        this.audit = audit;
    }

    /// @param parameters see [Parameters]
    @Requires(Permission.WORK_READ)
    @GetMapping("/v1/work")
    @Filters
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "Leads of a page, at most 200; 50 unless said.")
    @Parameter(
            name = "after",
            in = ParameterIn.QUERY,
            description = "`next` of the page before, with the same `sort`.")
    WorkList.Page page(
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters,
            Caller caller) {
        WorkQuery query = Parameters.query(views.expand(parameters, caller), caller);
        return told(
                caller,
                query.filter(),
                () -> list.page(caller.workspace(), query),
                WorkList.Page::total);
    }

    @Requires(Permission.WORK_READ)
    @GetMapping("/v1/work/counts")
    @Filters
    WorkList.Counts counts(
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters,
            Caller caller) {
        WorkFilter filter = Parameters.whole(views.expand(parameters, caller), caller).filter();
        return told(
                caller,
                filter,
                () -> list.counts(caller.workspace(), filter),
                WorkList.Counts::total);
    }

    /// An answer, which is audited if it tells who leads are; what was sought is not, since it is
    /// what would tell it again. Asked for first, so that others wait for the entry alone.
    private <T> T told(
            Caller caller, WorkFilter filter, Supplier<T> answer, ToLongFunction<T> found) {
        if (!filter.seeksPersons()) {
            return answer.get();
        }
        return database.within(
                caller.workspace(),
                () -> {
                    T told = answer.get();
                    audit.append(
                            caller,
                            "personal.read",
                            "",
                            Map.of(
                                    "of",
                                    "search",
                                    "found",
                                    Long.toString(found.applyAsLong(told))));
                    return told;
                });
    }

    /// The tag is for `If-Match` of what is done with the lead.
    @Requires(Permission.WORK_READ)
    @GetMapping("/v1/work/{lead}")
    ResponseEntity<Item> find(@PathVariable String lead, Caller caller) {
        return list.find(caller.workspace(), LeadIds.read(lead))
                .map(item -> ResponseEntity.ok().eTag(Long.toString(item.version())).body(item))
                .orElseThrow(LeadIds::noSuchLead);
    }
}
