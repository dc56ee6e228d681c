package io.prox.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A public list of leads, as people really have it, with what is known about it. The files are not
/// part of the project: they lie in `../shared/data` beside it.
///
/// @param name in a word
/// @param file under the folder of data
/// @param target the outcome's column
/// @param positive values that mean converted; empty: recognised
/// @param negative values that mean not converted, all others being open; empty: all others
/// @param time what orders the rows in time, as for `evaluate --time`
/// @param knowing columns that know the outcome
/// @param certain those of `knowing` that must be found for certain
/// @param leastCertain how many of `knowing` must be found for certain
/// @param honest strong columns that must not be taken for certain leaks
record DataSet(
        String name,
        String file,
        String target,
        List<String> positive,
        List<String> negative,
        Optional<String> time,
        List<String> knowing,
        List<String> certain,
        int leastCertain,
        List<String> honest) {
    static final DataSet XEDUCATION =
            new DataSet(
                    "xeducation",
                    "xeducation.csv",
                    "Converted",
                    List.of(),
                    List.of(),
                    Optional.of("Lead Number"),
                    List.of(
                            "Tags",
                            "Lead Quality",
                            "Lead Profile",
                            "Last Activity",
                            "Last Notable Activity",
                            "Asymmetrique Activity Index",
                            "Asymmetrique Profile Index",
                            "Asymmetrique Activity Score",
                            "Asymmetrique Profile Score"),
                    List.of("Tags"),
                    6, // Tags and most of the eight others
                    List.of("Total Time Spent on Website"));

    static final DataSet BANK =
            new DataSet(
                    "bank",
                    "bank-additional-full.csv.gz",
                    "y",
                    List.of(),
                    List.of(),
                    Optional.of("@row"),
                    List.of("duration"),
                    List.of("duration"),
                    1,
                    List.of("poutcome", "nr.employed"));

    static final DataSet SHOPPERS =
            new DataSet(
                    "shoppers",
                    "online-shoppers.csv",
                    "Revenue",
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    List.of("PageValues"),
                    List.of("PageValues"),
                    1,
                    List.of("ExitRates", "Month"));

    static final DataSet OLIST =
            new DataSet(
                    "olist",
                    "olist-leads.csv",
                    "won",
                    List.of(),
                    List.of(),
                    Optional.of("first_contact_date"),
                    List.of(),
                    List.of(),
                    0,
                    List.of("origin", "landing_page_id", "first_contact_date"));

    static final DataSet MAVEN =
            new DataSet(
                    "maven",
                    "maven-crm/sales_pipeline.csv",
                    "deal_stage",
                    List.of("Won"),
                    List.of("Lost"),
                    Optional.empty(),
                    List.of("close_value", "close_date"),
                    List.of("close_value", "close_date"),
                    2,
                    List.of("sales_agent", "product", "account"));

    DataSet {
        positive = List.copyOf(positive);
        negative = List.copyOf(negative);
        knowing = List.copyOf(knowing);
        certain = List.copyOf(certain);
        honest = List.copyOf(honest);
    }

    /// Where the file lies.
    ///
    /// @throws Check.CannotRun if it does not
    Path path() throws Check.CannotRun {
        Path file = folder().resolve(file());
        if (!Files.isReadable(file)) {
            throw new Check.CannotRun("data set %s is missing: no file %s".formatted(name, file));
        }
        return file;
    }

    /// Where files of data lie, if they do.
    static Path folder() {
        return ProjectRoot.find().resolve("../shared/data").normalize();
    }

    /// What `evaluate` is to be told of this set, beside its name.
    List<String> arguments() {
        var arguments = new ArrayList<>(List.of("--target", target));
        if (!positive.isEmpty()) {
            arguments.addAll(List.of("--positive", String.join(",", positive)));
        }
        if (!negative.isEmpty()) {
            arguments.addAll(List.of("--negative", String.join(",", negative)));
        }
        time.ifPresent(column -> arguments.addAll(List.of("--time", column)));
        return arguments;
    }
}
