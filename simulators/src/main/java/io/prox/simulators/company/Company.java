package io.prox.simulators.company;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A company with all leads of its past, each with its profile, its true probability and its fate.
/// The past comes out as [CompanyFiles], the last part of it and what follows as [#calls].
///
/// The same settings give the same company, bit for bit. Immutable.
public final class Company {
    private final CompanySettings settings;
    private final Arrivals arrivals;
    private final LeadFactory factory;
    private final List<Lead> leads;

    private Company(CompanySettings settings) {
        this.settings = settings;
        arrivals = new Arrivals(settings);
        factory = new LeadFactory(settings);
        var made = new ArrayList<Lead>(settings.leads());
        for (Arrival arrival : arrivals.past()) {
            made.add(factory.make(made.size(), arrival, made.size(), made::get, true));
        }
        leads = List.copyOf(made);
    }

    /// Lives through the past of a company: 20,000 leads take about a second when the JVM is cold,
    /// a fifth of it when it is warm, and some 20 MB.
    public static Company simulate(CompanySettings settings) {
        return new Company(settings);
    }

    public CompanySettings settings() {
        return settings;
    }

    /// First and last names of the five who own the leads.
    public static List<String> representatives() {
        return LeadFactory.REPRESENTATIVES;
    }

    /// Keys of all leads of the past, in order of creation.
    public List<String> externalIds() {
        return leads.stream().map(Lead::externalId).toList();
    }

    /// The true probability that a lead is won within 90 days, for whom knows no more than what it
    /// showed when it came: no scorer can do better. Never part of what comes out.
    ///
    /// @throws IllegalArgumentException if no lead of the past has this key
    public double probability(String externalId) {
        return lead(externalId).probability();
    }

    /// Whether a lead is won within 90 days of its creation, though that may lie in the future.
    ///
    /// @throws IllegalArgumentException if no lead of the past has this key
    public boolean converts(String externalId) {
        return lead(externalId).converts();
    }

    /// When a lead came.
    ///
    /// @throws IllegalArgumentException if no lead of the past has this key
    public Instant createdAt(String externalId) {
        return lead(externalId).createdAt();
    }

    /// The name of the source that has given a key: `Web form`.
    ///
    /// @throws IllegalArgumentException if none of the sources gives such keys
    public static String source(String externalId) {
        return Arrays.stream(Source.values())
                .filter(source -> externalId.startsWith(source.prefix + "-"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no key: " + externalId))
                .label;
    }

    /// What the company's systems tell through the API from an instant on, without end and in
    /// order.
    ///
    /// Up to the end of the past, calls are due when things happened. After it the company lives
    /// faster, so that one can watch: a new lead comes every `gap`, and all waits are shorter by as
    /// much as leads come closer together than they used to. With [CompanyFiles] until the same
    /// instant, each lead and each outcome comes out once.
    ///
    /// @param from not after the end of the past
    /// @param gap between two new leads on average, at least a millisecond
    public Stream<CompanyCall> calls(Instant from, Duration gap) {
        if (from.isAfter(settings.now())) {
            throw new IllegalArgumentException("from is after the end of the past: " + from);
        }
        if (gap.toMillis() < 1) {
            throw new IllegalArgumentException("gap is less than a millisecond: " + gap);
        }
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        new Calls(this, from, gap.toMillis() / 1000.0),
                        Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT),
                false);
    }

    /// Addresses of the newest leads of the past that nobody has closed, the newest first.
    public List<String> emails(int most) {
        return leads.reversed().stream()
                .filter(lead -> lead.endingBefore(settings.now()).isEmpty())
                .limit(most)
                .map(lead -> lead.person().email())
                .toList();
    }

    /// What leads of the past did before an instant, lead by lead.
    public Stream<CompanyEvent> events(Instant until) {
        return leads.stream().flatMap(lead -> events(lead, until));
    }

    private static Stream<CompanyEvent> events(Lead lead, Instant until) {
        List<Doing> doings = lead.doings();
        return IntStream.range(0, doings.size())
                .filter(place -> doings.get(place).at().isBefore(until))
                .mapToObj(
                        place -> {
                            Doing doing = doings.get(place);
                            return new CompanyEvent(
                                    lead.externalId() + "/e" + place,
                                    doing.at(),
                                    lead.externalId(),
                                    lead.person().email(),
                                    doing.what(),
                                    doing.where(),
                                    doing.medium());
                        });
    }

    List<Lead> leads() {
        return leads;
    }

    Arrivals arrivals() {
        return arrivals;
    }

    /// A lead that comes after the past; a person of the past may come back.
    Lead later(int number, Arrival arrival) {
        return factory.make(number, arrival, leads.size(), leads::get, false);
    }

    /// Somebody of whom a row tells that must be refused: no lead, known by no other row.
    Lead strangerBeside(Lead lead) {
        Arrival arrival = new Arrival(lead.source(), lead.person().country(), lead.createdAt());
        return factory.make(Lead.MOST + lead.number(), arrival, 0, leads::get, false);
    }

    /// @throws IllegalArgumentException if no lead of the past has this key
    Lead lead(String externalId) {
        int dash = externalId.indexOf('-');
        String digits = externalId.substring(dash + 1);
        if (digits.matches("[0-9]{8}")) {
            int number = Integer.parseInt(digits);
            if (number < leads.size() && leads.get(number).externalId().equals(externalId)) {
                return leads.get(number);
            }
        }
        throw new IllegalArgumentException("no lead of the past has the key " + externalId);
    }
}
