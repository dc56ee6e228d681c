package io.prox.console.work.list;

import io.prox.console.work.Grades.Grade;
import io.prox.console.work.Status;
import io.prox.features.normal.SearchTerms;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Which leads are asked for. An empty set lets all pass; several values of one kind mean any of
/// them.
///
/// @param owners users; [#NOBODY] stands for leads that are nobody's
/// @param companies domains
/// @param countries by their English names
/// @param outcomes won, lost, open
/// @param created how old a lead may be
/// @param qualified how long ago it was qualified at most, whatever became of it since
/// @param closed how long ago its outcome came at most
/// @param waiting how long ago its owner at least got it, without having contacted it since; leads
///   whose outcome is known wait for nobody
/// @param risen points by which its score is higher than a day ago, at least
/// @param words what somebody typed to find a lead; empty where nothing was
/// @param persons whether the words may find a lead by who it is: for those who may see who it is
public record WorkFilter(
        Set<Grade> grades,
        Set<Status> statuses,
        Set<String> owners,
        Set<String> sources,
        Set<String> companies,
        Set<String> countries,
        Set<String> outcomes,
        Optional<Duration> created,
        Optional<Duration> qualified,
        Optional<Duration> closed,
        Optional<Duration> waiting,
        OptionalInt risen,
        String words,
        boolean persons) {
    static final String NOBODY = "";

    public static final WorkFilter ALL =
            new WorkFilter(
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    OptionalInt.empty(),
                    "",
                    false);

    public WorkFilter {
        grades = grades.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(grades));
        statuses =
                statuses.isEmpty()
                        ? Set.of()
                        : Collections.unmodifiableSet(EnumSet.copyOf(statuses));
        owners = copy(owners);
        sources = copy(sources);
        companies = copy(companies);
        countries = copy(countries);
        outcomes = copy(outcomes);
    }

    /// The leads of one account.
    public static WorkFilter ofCompany(String domain) {
        return new WorkFilter(
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(domain),
                Set.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                "",
                false);
    }

    /// Whether the answer tells something of who leads are, even if it is that nobody is of that
    /// name.
    boolean seeksPersons() {
        return persons && !SearchTerms.ofQuery(words).isEmpty();
    }

    private static Set<String> copy(Set<String> texts) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(texts));
    }
}
