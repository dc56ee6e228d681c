package io.prox.simulators.company;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.PriorityQueue;

/// The calls of a company from an instant on, without end. Holds what is still to come of the leads
/// that came, which is about as much at any time. Used by one thread.
final class Calls implements Iterator<CompanyCall> {
    private final Company company;
    private final double gap;
    private final LeadCalls calls;
    private final PriorityQueue<CompanyCall> waiting =
            new PriorityQueue<>(
                    Comparator.comparing(CompanyCall::due)
                            .thenComparing(CompanyCall::externalId)
                            .thenComparingInt(call -> call.id().length())
                            .thenComparing(CompanyCall::id));
    private int number;
    private Arrival arrival;

    /// @param gap between two new leads after the past, in seconds on average
    Calls(Company company, Instant from, double gap) {
        this.company = company;
        this.gap = gap;
        CompanySettings settings = company.settings();
        double usualGap =
                Duration.between(settings.start(), settings.now()).toSeconds()
                        / (double) settings.leads();
        calls = new LeadCalls(settings.now(), Math.max(1, usualGap / gap));
        for (Lead lead : company.leads()) {
            for (CompanyCall call : calls.of(lead)) {
                if (!call.due().isBefore(from)) {
                    waiting.add(call);
                }
            }
        }
        number = company.leads().size();
        arrival = company.arrivals().next(number, settings.now(), gap);
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public CompanyCall next() {
        while (waiting.isEmpty() || !waiting.element().due().isBefore(arrival.at())) {
            waiting.addAll(calls.of(company.later(number, arrival)));
            number++;
            arrival = company.arrivals().next(number, arrival.at(), gap);
        }
        return waiting.remove();
    }
}
