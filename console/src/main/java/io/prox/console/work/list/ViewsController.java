package io.prox.console.work.list;

import io.prox.console.work.Rows;
import io.prox.console.work.list.SavedViews.View;
import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.problems.FieldError;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import io.prox.platform.web.Requires;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Saved views over HTTP.
@RestController
final class ViewsController {
    private static final Pattern ID = Pattern.compile("view_[0-9a-z]{1,40}");
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_QUERY = 2_000;
    private static final int HIGHEST_POSITION = 10_000;

    private final SavedViews views;

    ViewsController(SavedViews views) {
        this.views = views;
    }

    record Answer(List<View> views) {}

    /// @param query parameters of the list, as in an address after the question mark
    record Request(
            @Nullable String name,
            @Nullable String query,
            @Nullable Boolean shared,
            @Nullable Integer position) {}

    @Requires(Permission.WORK_READ)
    @GetMapping("/v1/views")
    Answer all(Caller caller) {
        return new Answer(views.all(caller));
    }

    @Requires(Permission.SELF)
    @PostMapping("/v1/views")
    @ResponseStatus(HttpStatus.CREATED)
    View make(@RequestBody Request request, Caller caller) {
        return views.keep(caller, view(views.newId(), request));
    }

    /// Changes a view, or makes one with an identifier that the caller chose.
    @Requires(Permission.SELF)
    @PutMapping("/v1/views/{id}")
    View keep(@PathVariable String id, @RequestBody Request request, Caller caller) {
        if (!ID.matcher(id).matches()) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "Identifiers of views are view_ and up to 40 lower-case letters and digits.");
        }
        return views.keep(caller, view(id, request));
    }

    @Requires(Permission.SELF)
    @DeleteMapping("/v1/views/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void drop(@PathVariable String id, Caller caller) {
        if (!views.drop(caller, id)) {
            throw new ProblemException(ProblemType.NOT_FOUND, "You have no such view.");
        }
    }

    private static View view(String id, Request request) {
        var errors = new ArrayList<FieldError>();
        String name = request.name() == null ? "" : Rows.clean(request.name()).strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            errors.add(
                    new FieldError(
                            "#/name",
                            "is missing or longer than %d characters".formatted(LONGEST_NAME)));
        }
        String query = request.query() == null ? "" : Rows.clean(request.query());
        if (query.length() > LONGEST_QUERY) {
            errors.add(
                    new FieldError(
                            "#/query", "is longer than %,d characters".formatted(LONGEST_QUERY)));
        }
        int position = request.position() == null ? 0 : request.position();
        if (position < 0 || position > HIGHEST_POSITION) {
            errors.add(
                    new FieldError(
                            "#/position", "is not from 0 to %,d".formatted(HIGHEST_POSITION)));
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST, "The view was not kept.", errors);
        }
        return new View(id, name, query, Boolean.TRUE.equals(request.shared()), true, position);
    }
}
