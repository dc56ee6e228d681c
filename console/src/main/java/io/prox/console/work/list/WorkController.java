package io.prox.console.work.list;

import io.prox.console.work.LeadIds;
import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.web.Requires;
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

    WorkController(WorkList list, SavedViews views) {
        this.list = list;
        this.views = views;
    }

    /// @param parameters see [Parameters]
    @Requires(Permission.WORK_READ)
    @GetMapping("/v1/work")
    WorkList.Page page(@RequestParam MultiValueMap<String, String> parameters, Caller caller) {
        return list.page(
                caller.workspace(), Parameters.query(views.expand(parameters, caller), caller));
    }

    @Requires(Permission.WORK_READ)
    @GetMapping("/v1/work/counts")
    WorkList.Counts counts(@RequestParam MultiValueMap<String, String> parameters, Caller caller) {
        return list.counts(
                caller.workspace(),
                Parameters.whole(views.expand(parameters, caller), caller).filter());
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
