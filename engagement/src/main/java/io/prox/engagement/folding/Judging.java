package io.prox.engagement.folding;

import io.prox.contracts.ActivityFact.Clues;
import io.prox.contracts.ActivityFact.Deed;
import io.prox.engagement.folding.Timeline.Kept;
import io.prox.features.behaviour.ActivityKind;
import io.prox.features.machines.Evidence;
import io.prox.features.machines.Machine;
import io.prox.features.machines.Machines;
import io.prox.features.machines.MailDeed;
import io.prox.features.machines.MailDeed.What;
import io.prox.features.machines.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the rules say of who did what: of what was done with a mail from all that is known of that
/// mail, of the rest from each by itself.
final class Judging {
    private Judging() {}

    /// What the rules say of something that is about no mail.
    static Optional<Verdict> alone(Deed deed) {
        return deed.clues().flatMap(Judging::told);
    }

    /// @param members all activities about some mails, as they are kept or will be
    /// @return the same, under what the rules say of them now
    static List<Kept> judged(Collection<Kept> members) {
        Map<LeadMail, List<Kept>> byMail = new HashMap<>();
        members.forEach(
                member ->
                        byMail.computeIfAbsent(
                                        new LeadMail(
                                                member.activity().lead(),
                                                member.mail().orElseThrow()),
                                        first -> new ArrayList<>())
                                .add(member));
        var judged = new ArrayList<Kept>();
        for (List<Kept> mail : byMail.values()) {
            Map<String, Verdict> verdicts =
                    Machines.judge(mail.stream().map(Judging::deed).toList());
            for (Kept member : mail) {
                judged.add(
                        member.under(
                                member.judgement()
                                        .withRules(
                                                Optional.ofNullable(
                                                        verdicts.get(
                                                                member.activity().activity())))));
            }
        }
        return judged;
    }

    private static MailDeed deed(Kept member) {
        Deed deed = member.deed();
        Optional<Clues> clues = deed.clues();
        return new MailDeed(
                member.activity().activity(),
                what(ActivityKind.ofWord(deed.kind())),
                deed.at(),
                clues.flatMap(Judging::told),
                clues.flatMap(Clues::link),
                clues.flatMap(Clues::sentAt),
                clues.map(Clues::probed).orElse(false));
    }

    private static What what(ActivityKind kind) {
        return switch (kind) {
            case MAIL_DELIVERED -> What.DELIVERED;
            case MAIL_OPEN -> What.OPENED;
            case MAIL_CLICK -> What.CLICKED;
            default -> What.OTHER;
        };
    }

    private static Optional<Verdict> told(Clues clues) {
        return clues.machine()
                .flatMap(Machine::ofWord)
                .map(
                        machine ->
                                new Verdict(
                                        machine,
                                        clues.evidence()
                                                .flatMap(Evidence::ofWord)
                                                .orElse(Evidence.NAME)));
    }
}
