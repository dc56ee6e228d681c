package io.prox.features.machines;

import io.prox.features.machines.MailDeed.What;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells which of what was done with one mail of one lead was done by machines.
///
/// A pure function of the set of deeds: neither the order in which they come nor how often changes
/// a verdict, and one that comes later may turn another's. What a person does is taken for a
/// machine's only where no person could have done it; what a machine does that hides well, one slow
/// click from a house, is taken for a person's.
///
/// Sources of the bounds: operators of mail services report that scanners follow all links of a
/// mail within seconds of its delivery, people one or two of them, and hardly anybody within five
/// seconds (field guides of mail operators on bot clicks, 2024 to 2026).
public final class Machines {
    /// Different links of a mail that nobody follows so quickly.
    static final int MANY_LINKS = 3;

    static final Duration BURST = Duration.ofSeconds(10);

    /// Nobody has read a mail so soon.
    static final Duration HASTE = Duration.ofSeconds(10);

    /// What comes so near to a machine's click is the same machine's.
    static final Duration COMPANY = Duration.ofSeconds(60);

    private Machines() {}

    /// @param deeds all that is known of one mail to one lead, in any order
    /// @return verdicts by the deed's id; a person's deeds are not among them
    public static Map<String, Verdict> judge(Collection<MailDeed> deeds) {
        List<MailDeed> ordered =
                deeds.stream()
                        .sorted(Comparator.comparing(MailDeed::at).thenComparing(MailDeed::id))
                        .toList();
        Map<String, Verdict> verdicts = new HashMap<>();
        ordered.forEach(deed -> deed.told().ifPresent(told -> verdicts.put(deed.id(), told)));
        Optional<Instant> delivered = delivered(ordered);
        List<MailDeed> clicks =
                ordered.stream().filter(deed -> deed.what() == What.CLICKED).toList();
        Set<String> burst = burst(clicks);
        for (MailDeed deed : ordered) {
            evidence(deed, delivered, burst)
                    .ifPresent(
                            evidence ->
                                    verdicts.putIfAbsent(
                                            deed.id(), new Verdict(machine(deed), evidence)));
        }
        company(ordered, verdicts);
        return verdicts;
    }

    /// The first news of it that its reader's server had it, or else that it went out.
    private static Optional<Instant> delivered(List<MailDeed> ordered) {
        return ordered.stream()
                .filter(deed -> deed.what() == What.DELIVERED)
                .map(MailDeed::at)
                .findFirst()
                .or(
                        () ->
                                ordered.stream()
                                        .flatMap(deed -> deed.sentAt().stream())
                                        .min(Comparator.naturalOrder()));
    }

    private static Optional<Evidence> evidence(
            MailDeed deed, Optional<Instant> delivered, Set<String> burst) {
        if (deed.what() != What.OPENED && deed.what() != What.CLICKED) {
            return Optional.empty();
        }
        if (deed.probed()) {
            return Optional.of(Evidence.TRAP);
        }
        if (burst.contains(deed.id())) {
            return Optional.of(Evidence.BURST);
        }
        return delivered
                .map(then -> Duration.between(then, deed.at()))
                .filter(pause -> pause.abs().compareTo(HASTE) <= 0)
                .map(pause -> Evidence.HASTE);
    }

    /// Pictures are fetched, links are followed.
    private static Machine machine(MailDeed deed) {
        return deed.what() == What.OPENED ? Machine.PREFETCH : Machine.SCANNER;
    }

    /// Clicks that lie within seconds of clicks on enough other links.
    private static Set<String> burst(List<MailDeed> clicks) {
        Set<String> burst = new HashSet<>();
        for (int first = 0; first < clicks.size(); first++) {
            Instant end = clicks.get(first).at().plus(BURST);
            Set<String> links = new HashSet<>();
            int last = first;
            while (last < clicks.size() && !clicks.get(last).at().isAfter(end)) {
                clicks.get(last).link().ifPresent(links::add);
                last++;
            }
            if (links.size() >= MANY_LINKS) {
                clicks.subList(first, last).forEach(click -> burst.add(click.id()));
            }
        }
        return burst;
    }

    /// Opens and clicks near a machine's click that was not told by its name, which may be its
    /// reader's own proxy, but by what it did.
    private static void company(List<MailDeed> ordered, Map<String, Verdict> verdicts) {
        List<Instant> seen =
                ordered.stream()
                        .filter(deed -> deed.what() == What.CLICKED)
                        .filter(deed -> isByConduct(verdicts.get(deed.id())))
                        .map(MailDeed::at)
                        .toList();
        for (MailDeed deed : ordered) {
            boolean near =
                    (deed.what() == What.OPENED || deed.what() == What.CLICKED)
                            && seen.stream()
                                    .anyMatch(
                                            at ->
                                                    Duration.between(at, deed.at())
                                                                    .abs()
                                                                    .compareTo(COMPANY)
                                                            <= 0);
            if (near) {
                verdicts.putIfAbsent(deed.id(), new Verdict(machine(deed), Evidence.COMPANY));
            }
        }
    }

    private static boolean isByConduct(@Nullable Verdict verdict) {
        return verdict != null
                && switch (verdict.evidence()) {
                    case TRAP, BURST, HASTE -> true;
                    case NAME, NETWORK, COMPANY, HAND -> false;
                };
    }
}
