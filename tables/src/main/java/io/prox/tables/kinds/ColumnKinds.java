package io.prox.tables.kinds;

import io.prox.tables.Cells;
import io.prox.tables.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// The kinds of all columns of a table, decided together: what one column shows of the writer's
/// habits settles a doubt about another, and a column that repeats another is found out.
///
/// Every cell counts and nothing is drawn at random, so that the same table gives the same kinds.
///
/// @param columns one decision for each column, in their order
/// @param decimalMark the mark before the fraction in this file, `.` or `,`
public record ColumnKinds(List<Decision> columns, char decimalMark) {
    public ColumnKinds {
        columns = List.copyOf(columns);
    }

    /// @param names of the columns
    /// @param cells of the columns, all of one length
    /// @param asked kinds that a person chose, by column name; they are not questioned
    /// @param kept names of columns that a person wants used: an identifier, constant or duplicate
    ///   among them becomes whatever its values are
    /// @param verbatim names of columns that are kept as they stand and told nothing about
    /// @param delimiter what parts the cells of a row in the file
    public static ColumnKinds decide(
            List<String> names,
            List<Cells> cells,
            Map<String, Kind> asked,
            Set<String> kept,
            Set<String> verbatim,
            char delimiter) {
        List<ColumnProfile> profiles =
                IntStream.range(0, names.size())
                        .parallel()
                        .mapToObj(column -> ColumnProfile.of(names.get(column), cells.get(column)))
                        .toList();
        Conventions conventions =
                Conventions.of(
                        profiles.stream().filter(each -> !verbatim.contains(each.name())).toList(),
                        delimiter);
        List<Decision> decisions =
                IntStream.range(0, names.size())
                        .parallel()
                        .mapToObj(
                                column ->
                                        decide(
                                                profiles.get(column),
                                                cells.get(column),
                                                asked,
                                                kept,
                                                verbatim,
                                                conventions))
                        .toList();
        var wanted = new HashSet<>(asked.keySet());
        wanted.addAll(kept);
        List<Decision> withDuplicates =
                Duplicates.mark(new ArrayList<>(decisions), profiles, cells, wanted, verbatim);
        return new ColumnKinds(withDuplicates, conventions.decimalMark());
    }

    private static Decision decide(
            ColumnProfile profile,
            Cells cells,
            Map<String, Kind> asked,
            Set<String> kept,
            Set<String> verbatim,
            Conventions conventions) {
        var rules = new KindRules(profile, cells, conventions);
        Kind kind = asked.get(profile.name());
        if (verbatim.contains(profile.name())) {
            return rules.verbatim();
        }
        var chosen = new ChosenKind(rules, profile, cells);
        if (kind != null) {
            return chosen.as(kind);
        }
        return kept.contains(profile.name()) ? chosen.keep() : rules.decide();
    }
}
