package io.prox.scoring.models;

import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.Database;
import io.prox.platform.problems.FieldError;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import io.prox.platform.web.Requires;
import io.prox.scoring.models.ColumnChoices.Choices;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Which columns models learn from, where a person decides it.
@RestController
final class ColumnChoicesController {
    private static final int MOST_COLUMNS = 300;
    private static final int LONGEST_NAME = 256;

    private final ColumnChoices choices;
    private final AuditLog audit;
    private final Database database;

    ColumnChoicesController(ColumnChoices choices, AuditLog audit, Database database) {
        this.choices = choices;
        this.audit = audit;
        this.database = database;
    }

    /// @param leaveOut names of columns as a proof shows them; none where left out
    /// @param keep likewise; no column may be in both
    record Request(
            @Nullable List<@Nullable String> leaveOut, @Nullable List<@Nullable String> keep) {}

    @Requires(Permission.MODELS_READ)
    @GetMapping("/v1/trainings/columns")
    Choices read(Caller caller) {
        return choices.read(caller.workspace());
    }

    /// Decides for all trainings to come. The model that counts stays as it is.
    @Requires(Permission.MODELS_TRAIN)
    @PutMapping("/v1/trainings/columns")
    Choices write(@RequestBody Request request, Caller caller) {
        var errors = new ArrayList<FieldError>();
        SortedSet<String> leaveOut = names("/leaveOut", request.leaveOut(), errors);
        SortedSet<String> keep = names("/keep", request.keep(), errors);
        for (String name : keep) {
            if (leaveOut.contains(name)) {
                errors.add(new FieldError("/keep", "'%s' is to be left out too".formatted(name)));
            }
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST, "The columns cannot be chosen so.", errors);
        }
        var chosen = new Choices(leaveOut, keep);
        database.within(
                caller.workspace(),
                () -> {
                    choices.replace(caller.workspace(), chosen);
                    audit.append(
                            caller,
                            "columns.chosen",
                            "",
                            Map.of(
                                    "leaveOut", String.join(", ", leaveOut),
                                    "keep", String.join(", ", keep)));
                });
        return chosen;
    }

    private static SortedSet<String> names(
            String place, @Nullable List<@Nullable String> given, List<FieldError> errors) {
        var names = new TreeSet<String>();
        if (given == null) {
            return names;
        }
        if (given.size() > MOST_COLUMNS) {
            errors.add(new FieldError(place, "has more than %d names".formatted(MOST_COLUMNS)));
            return names;
        }
        for (int index = 0; index < given.size(); index++) {
            String name = given.get(index);
            if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
                errors.add(
                        new FieldError(
                                place + "/" + index,
                                "is no name of a column, which has 1 to %d characters"
                                        .formatted(LONGEST_NAME)));
            } else {
                names.add(name);
            }
        }
        return names;
    }
}
