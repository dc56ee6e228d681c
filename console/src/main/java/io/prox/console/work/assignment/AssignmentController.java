package io.prox.console.work.assignment;

import io.prox.console.work.Colleagues;
import io.prox.features.normal.Country;
import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.problems.FieldError;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import io.prox.platform.web.IfMatch;
import io.prox.platform.web.Requires;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// Rules of assignment over HTTP.
@RestController
final class AssignmentController {
    private static final int HIGHEST = 100;
    private static final int MOST_MEMBERS = 200;
    private static final int MOST_REGIONS = 250;

    private final Assignment assignment;
    private final Colleagues colleagues;

    AssignmentController(Assignment assignment, Colleagues colleagues) {
        this.assignment = assignment;
        this.colleagues = colleagues;
    }

    /// @param waiting free leads at or above the threshold, which reached it before
    /// @param version counts the changes of the rules; their `ETag`
    record Answer(
            Optional<Integer> threshold,
            AssignmentRules.Mode mode,
            SortedMap<String, String> regions,
            List<String> members,
            long waiting,
            long version) {}

    /// @param threshold score from which on leads are handed off; left out: none are
    /// @param regions users by country
    /// @param members users among whom leads go round
    /// @param includeExisting whether leads that are there already are handed off now
    record Request(
            @Nullable Integer threshold,
            AssignmentRules.@Nullable Mode mode,
            @Nullable Map<String, @Nullable String> regions,
            @Nullable List<@Nullable String> members,
            @Nullable Boolean includeExisting) {}

    @Requires(Permission.WORKSPACE_READ)
    @GetMapping("/v1/assignment")
    ResponseEntity<Answer> read(Caller caller) {
        return answer(assignment.read(caller.workspace()));
    }

    /// `If-Match` with the tag of the rules makes sure that nobody changed them since they were
    /// looked at.
    @Requires(Permission.WORK_ASSIGN)
    @PutMapping("/v1/assignment")
    ResponseEntity<Answer> set(
            @RequestBody Request request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String match,
            Caller caller) {
        OptionalLong seen = IfMatch.version(match);
        var errors = new ArrayList<FieldError>();
        AssignmentRules rules =
                rules(request, colleagues.owners(caller.workspace()).keySet(), errors);
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "Leads cannot be assigned by these rules.",
                    errors);
        }
        return answer(
                assignment.set(
                        caller, rules, Boolean.TRUE.equals(request.includeExisting()), seen));
    }

    private static AssignmentRules rules(
            Request request, Set<String> owners, List<FieldError> errors) {
        Integer threshold = request.threshold();
        if (threshold != null && (threshold < 1 || threshold > HIGHEST)) {
            errors.add(new FieldError("#/threshold", "is not from 1 to " + HIGHEST));
        }
        AssignmentRules.Mode mode = request.mode();
        if (mode == null) {
            errors.add(
                    new FieldError(
                            "#/mode", "is missing; it is none, round-robin, region or load"));
            mode = AssignmentRules.Mode.NONE;
        }
        List<String> members = members(request.members(), owners, errors);
        SortedMap<String, String> regions = regions(request.regions(), owners, errors);
        switch (mode) {
            case NONE -> {}
            case ROUND_ROBIN, LOAD -> {
                if (members.isEmpty()) {
                    errors.add(new FieldError("#/members", "are none to choose from"));
                }
            }
            case REGION -> {
                if (regions.isEmpty()) {
                    errors.add(new FieldError("#/regions", "are none to choose from"));
                }
            }
        }
        return new AssignmentRules(Optional.ofNullable(threshold), mode, regions, members);
    }

    private static List<String> members(
            @Nullable List<@Nullable String> given, Set<String> owners, List<FieldError> errors) {
        var members = new ArrayList<String>();
        if (given == null) {
            return members;
        }
        if (given.size() > MOST_MEMBERS) {
            errors.add(new FieldError("#/members", "are more than " + MOST_MEMBERS));
            return members;
        }
        for (int index = 0; index < given.size(); index++) {
            String member = given.get(index);
            if (member == null || !owners.contains(member)) {
                errors.add(new FieldError("#/members/" + index, "is nobody who may own leads"));
            } else if (!members.contains(member)) {
                members.add(member);
            }
        }
        return members;
    }

    private static SortedMap<String, String> regions(
            @Nullable Map<String, @Nullable String> given,
            Set<String> owners,
            List<FieldError> errors) {
        var regions = new TreeMap<String, String>();
        if (given == null) {
            return regions;
        }
        if (given.size() > MOST_REGIONS) {
            errors.add(new FieldError("#/regions", "are more than " + MOST_REGIONS));
            return regions;
        }
        given.forEach(
                (text, user) -> {
                    String pointer = "#/regions/" + text.replace("~", "~0").replace("/", "~1");
                    Optional<Country> country = Country.of(text);
                    if (country.isEmpty()) {
                        errors.add(new FieldError(pointer, "is no country"));
                    } else if (user == null || !owners.contains(user)) {
                        errors.add(new FieldError(pointer, "is nobody who may own leads"));
                    } else {
                        regions.put(country.get().name(), user);
                    }
                });
        return regions;
    }

    private static ResponseEntity<Answer> answer(Assignment.View view) {
        AssignmentRules rules = view.rules();
        return ResponseEntity.ok()
                .eTag(Long.toString(view.version()))
                .body(
                        new Answer(
                                rules.threshold(),
                                rules.mode(),
                                rules.regions(),
                                rules.members(),
                                view.waiting(),
                                view.version()));
    }
}
