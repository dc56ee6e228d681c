package io.prox.ingestion.leads;

import io.prox.contracts.LeadFact;
import io.prox.contracts.LeadOutcome;
import io.prox.contracts.LeadProfile;
import io.prox.contracts.Money;
import io.prox.features.fields.StandardField;
import io.prox.features.normal.CompanyDomain;
import io.prox.features.normal.Country;
import io.prox.features.normal.EmailAddress;
import io.prox.features.normal.SearchTerms;
import io.prox.features.reading.FieldKey;
import io.prox.features.reading.LeadReading;
import io.prox.features.reading.Published;
import io.prox.ingestion.statements.Known;
import io.prox.ingestion.statements.Known.Said;
import io.prox.ingestion.statements.Statement;
import io.prox.platform.sealing.BlindIndex;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/// What of a lead the rest of ProX may know: values that identify nobody, and keyed hashes by which
/// it is found.
final class LeadPublishing {
    /// Name of the outcome among the fields that changed.
    static final String OUTCOME = "outcome";

    /// Characters of a past that is published: with the present, a record of the log must hold
    /// them.
    private static final long LONGEST_PAST = 400_000;

    private LeadPublishing() {}

    /// @param values [of it][#values]
    /// @param firstKnown when ProX first heard of the lead
    /// @param sourceNames names of sources by identifier
    static LeadProfile profile(
            Known known,
            Map<String, String> values,
            Instant firstKnown,
            UnaryOperator<String> sourceNames,
            BlindIndex index) {
        return new LeadProfile(
                createdAt(known, firstKnown),
                values,
                company(known),
                known.sources().stream().map(sourceNames).sorted().toList(),
                tokens(known, index));
    }

    /// By the lead's source, else when anyone first said anything of it.
    static Instant createdAt(Known known, Instant firstKnown) {
        return Published.createdAt(known.open(FieldKey.of(StandardField.CREATED_AT)), firstKnown);
    }

    static SortedMap<String, String> values(Known known) {
        return Published.values(known.open(), known.sealed(), Said::text);
    }

    /// Domain of the company: of the e-mail address where that is no free mail, else of the web
    /// site.
    static Optional<String> company(Known known) {
        return known.sealed(FieldKey.of(StandardField.EMAIL))
                .flatMap(text -> EmailAddress.read(text).found())
                .flatMap(CompanyDomain::of)
                .or(
                        () ->
                                known.open(FieldKey.of(StandardField.WEBSITE))
                                        .or(() -> known.sealed(FieldKey.of(StandardField.WEBSITE)))
                                        .flatMap(CompanyDomain::ofWebsite));
    }

    /// Whoever looks for a lead may know the company alone, or names both.
    private static List<String> tokens(Known known, BlindIndex index) {
        return SearchTerms.ofPerson(
                        sealed(
                                known,
                                StandardField.FIRST_NAME,
                                StandardField.LAST_NAME,
                                StandardField.FULL_NAME,
                                StandardField.COMPANY),
                        sealed(known, StandardField.EMAIL),
                        sealed(known, StandardField.PHONE, StandardField.MOBILE),
                        known.open(FieldKey.of(StandardField.COUNTRY)).flatMap(Country::of))
                .stream()
                .map(term -> index.token(term.field(), term.value()))
                .sorted()
                .toList();
    }

    private static List<String> sealed(Known known, StandardField... fields) {
        return Arrays.stream(fields)
                .flatMap(field -> known.sealed(FieldKey.of(field)).stream())
                .toList();
    }

    static Optional<LeadOutcome> outcome(Known known) {
        return known.outcome()
                .map(
                        said ->
                                new LeadOutcome(
                                        said.text().equals("won")
                                                ? LeadOutcome.Kind.WON
                                                : LeadOutcome.Kind.LOST,
                                        known.open(FieldKey.of(StandardField.OUTCOME_AT))
                                                .flatMap(LeadReading::time)
                                                .orElse(said.occurredAt()),
                                        said.knownAt(),
                                        known.open(FieldKey.of(StandardField.VALUE))
                                                .flatMap(LeadReading::money)
                                                .map(
                                                        money ->
                                                                new Money(
                                                                        money.getKey(),
                                                                        money.getValue()))));
    }

    /// How a lead stood from its beginning up to now. Of a past that is too long to be published
    /// its beginning is left out.
    static List<LeadFact.Standing> past(List<Statement> statements) {
        List<Instant> instants =
                statements.stream().map(Statement::occurredAt).distinct().sorted().toList();
        var past = new ArrayDeque<LeadFact.Standing>();
        long length = 0;
        for (Instant from : instants.reversed()) {
            Known then =
                    Known.of(
                            statements.stream()
                                    .filter(each -> !each.occurredAt().isAfter(from))
                                    .toList());
            var standing = new LeadFact.Standing(from, values(then));
            length += length(standing);
            if (!past.isEmpty() && length > LONGEST_PAST) {
                break;
            }
            past.addFirst(standing);
        }
        return List.copyOf(past);
    }

    private static long length(LeadFact.Standing standing) {
        return standing.values().entrySet().stream()
                .mapToLong(value -> value.getKey().length() + value.getValue().length())
                .sum();
    }

    /// Names of the published values that differ.
    ///
    /// @param present the values of what is known now
    static List<String> changed(Known before, Known now, Map<String, String> present) {
        SortedMap<String, String> old = values(before);
        var names = new TreeSet<String>(old.keySet());
        names.addAll(present.keySet());
        names.removeIf(name -> Objects.equals(old.get(name), present.get(name)));
        var changed = new ArrayList<String>(names);
        if (!outcome(before).equals(outcome(now))) {
            changed.add(OUTCOME);
        }
        return changed;
    }
}
