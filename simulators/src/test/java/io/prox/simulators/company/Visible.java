package io.prox.simulators.company;

import io.prox.tables.CellFormat;
import io.prox.tables.ColumnSchema;
import io.prox.tables.Kind;
import io.prox.tables.ValueColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// What a scorer can see of leads of all sources, without the mess of files.
final class Visible {
    private final List<Lead> leads;
    private final List<ValueColumn> columns = new ArrayList<>();

    Visible(List<Lead> leads) {
        this.leads = leads;
        levels("source", lead -> Optional.of(lead.source().label));
        levels("job title", lead -> lead.profile().title().map(JobTitle::text));
        levels("country", lead -> lead.profile().country().map(country -> country.english));
        levels("industry", lead -> lead.profile().industry().map(industry -> industry.english));
        levels("tool", lead -> lead.profile().tool().map(tool -> tool.english));
        levels("use case", lead -> lead.profile().useCase().map(useCase -> useCase.english));
        levels("budget", lead -> lead.profile().budget().map(budget -> budget.english));
        levels("address", lead -> Optional.of(lead.profile().mail().name()));
        levels("trial", lead -> Optional.of(Boolean.toString(lead.profile().trial())));
        levels("demo", lead -> Optional.of(Boolean.toString(lead.profile().demo())));
        levels("weekend", lead -> Optional.of(Boolean.toString(lead.profile().onWeekend())));
        levels("campaign", lead -> Optional.of(lead.campaign()));
        levels("owner", lead -> Optional.of(lead.owner()));
        numbers("employees", lead -> lead.profile().employees().stream().boxed().findFirst());
        numbers("team size", lead -> lead.profile().teamSize().stream().boxed().findFirst());
        numbers("pages", lead -> lead.profile().pages().stream().boxed().findFirst());
        numbers("month", lead -> Optional.of(lead.profile().months()));
    }

    List<ValueColumn> columns() {
        return List.copyOf(columns);
    }

    private void levels(String name, Function<Lead, Optional<String>> value) {
        List<Optional<String>> cells = leads.stream().map(value).toList();
        List<String> levels = cells.stream().flatMap(Optional::stream).distinct().sorted().toList();
        Kind kind = levels.size() > 60 ? Kind.MANY_VALUED : Kind.CATEGORY;
        double[] codes =
                cells.stream()
                        .mapToDouble(
                                cell ->
                                        cell.map(levels::indexOf)
                                                .map(Integer::doubleValue)
                                                .orElse(Double.NaN))
                        .toArray();
        columns.add(
                ValueColumn.of(
                        new ColumnSchema(
                                name, kind, "test", new CellFormat.Levels(levels, Set.of())),
                        codes));
    }

    private void numbers(String name, Function<Lead, Optional<? extends Number>> value) {
        double[] values =
                leads.stream()
                        .mapToDouble(
                                lead ->
                                        value.apply(lead)
                                                .map(Number::doubleValue)
                                                .orElse(Double.NaN))
                        .toArray();
        columns.add(
                ValueColumn.of(
                        new ColumnSchema(
                                name,
                                Kind.NUMBER,
                                "test",
                                new CellFormat.Numbers('.', ',', Set.of())),
                        values));
    }
}
