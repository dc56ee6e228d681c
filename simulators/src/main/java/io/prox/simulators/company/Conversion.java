package io.prox.simulators.company;

import static io.prox.simulators.company.Source.CONTENT;
import static io.prox.simulators.company.Source.OUTBOUND;
import static io.prox.simulators.company.Source.PARTNER;
import static io.prox.simulators.company.Source.TRADE_FAIR;
import static io.prox.simulators.company.Source.WEB_FORM;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/// How likely a lead is to be won within the horizon: a logistic sum of [#EFFECTS], each of which
/// depends on the [Profile] alone, and of the [Mood], which nothing shows. The page
/// `docs/concepts/demo-company.md` lists the effects word for word.
final class Conversion {
    /// Of a lead to which no effect applies, in log-odds.
    static final double BASE = -3.2;

    /// What adds to the log-odds.
    ///
    /// @param when said so that the weight goes behind it
    /// @param weight in log-odds
    /// @param times how often the weight counts for a lead: 0 or 1, or months
    record Effect(String when, double weight, ToDoubleFunction<Profile> times) {
        double logOdds(Profile profile) {
            return weight * times.applyAsDouble(profile);
        }
    }

    static final List<Effect> EFFECTS =
            List.of(
                    // what counts by itself
                    effect("source: web form", 0.4, lead -> lead.is(WEB_FORM)),
                    effect("source: trade fair", -0.2, lead -> lead.is(TRADE_FAIR)),
                    effect("source: partner referral", 1.1, lead -> lead.is(PARTNER)),
                    effect("source: outbound list", -0.7, lead -> lead.is(OUTBOUND)),
                    effect("source: content download", -0.8, lead -> lead.is(CONTENT)),
                    effect("title: director", 0.6, lead -> lead.is(Seniority.DIRECTOR)),
                    effect("title: specialist", -0.5, lead -> lead.is(Seniority.SPECIALIST)),
                    effect("title: junior", -1.6, lead -> lead.is(Seniority.JUNIOR)),
                    effect("title: not given", -0.5, lead -> lead.title().isEmpty()),
                    effect("department: operations", 0.5, lead -> lead.is(Department.OPERATIONS)),
                    effect("department: people", 0.3, lead -> lead.is(Department.PEOPLE)),
                    effect("department: sales", -0.5, lead -> lead.is(Department.SALES)),
                    effect("department: marketing", -0.8, lead -> lead.is(Department.MARKETING)),
                    effect("country: home market", 0.4, lead -> lead.is(Market.HOME)),
                    effect("country: far away", -0.6, lead -> lead.is(Market.FAR)),
                    effect("industry: manufacturing", 0.5, lead -> lead.is(Industry.MANUFACTURING)),
                    effect("industry: logistics", 0.7, lead -> lead.is(Industry.LOGISTICS)),
                    effect("industry: software", -0.7, lead -> lead.is(Industry.SOFTWARE)),
                    effect("industry: consulting", -0.6, lead -> lead.is(Industry.CONSULTING)),
                    effect("industry: education", -0.8, lead -> lead.is(Industry.EDUCATION)),
                    effect("company: 1 to 9 people", -1.0, lead -> lead.is(SizeBand.MICRO)),
                    effect("company: 50 to 249 people", 0.6, lead -> lead.is(SizeBand.MEDIUM)),
                    effect(
                            "company: 250 to 999 people",
                            0.5,
                            lead -> lead.is(SizeBand.UPPER_MEDIUM)),
                    effect(
                            "company: 5,000 people or more",
                            -1.0,
                            lead -> lead.is(SizeBand.VERY_LARGE)),
                    effect("address: free mail", -0.9, lead -> lead.is(MailKind.FREE)),
                    effect("address: a role's", -0.4, lead -> lead.is(MailKind.ROLE)),
                    effect("tool: Planovia", -0.5, lead -> lead.is(Tool.PLANOVIA)),
                    effect("use case: just looking", -1.3, lead -> lead.is(UseCase.LOOKING)),
                    effect("budget: not yet", -0.7, lead -> lead.is(Budget.NOT_YET)),
                    effect("budget: over 50k", 0.6, lead -> lead.is(Budget.OVER_50K)),
                    effect("a demo requested", 1.1, Profile::demo),
                    effect("a trial started", 0.7, Profile::trial),
                    effect("came on a weekend", -0.3, Profile::onWeekend),
                    // thresholds
                    effect("6 pages viewed or more", 0.9, lead -> lead.viewed(6)),
                    effect(
                            "15 people to plan or more",
                            0.8,
                            lead -> lead.teamSize().orElse(0) >= 15),
                    // what counts only together
                    effect(
                            "executive of a company under 50 people",
                            1.5,
                            lead -> lead.is(Seniority.EXECUTIVE) && lead.isSmall()),
                    effect(
                            "manager in a company of 1,000 people or more",
                            1.2,
                            lead -> lead.is(Seniority.MANAGER) && lead.isLarge()),
                    effect(
                            "spreadsheet or paper, for shifts",
                            1.4,
                            lead ->
                                    (lead.is(Tool.SPREADSHEET) || lead.is(Tool.PAPER))
                                            && lead.is(UseCase.SHIFTS)),
                    effect(
                            "ERP module, for projects or capacity",
                            1.4,
                            lead ->
                                    lead.is(Tool.ERP_MODULE)
                                            && (lead.is(UseCase.PROJECTS)
                                                    || lead.is(UseCase.CAPACITY))),
                    effect(
                            "6 pages viewed or more, with free mail",
                            -1.2,
                            lead -> lead.viewed(6) && lead.is(MailKind.FREE)),
                    effect(
                            "a demo requested and a trial started",
                            -0.6,
                            lead -> lead.demo() && lead.trial()),
                    // what changes slowly
                    new Effect("each month since the past began", -0.01, Profile::months),
                    new Effect(
                            "each month, with an outbound list",
                            -0.03,
                            lead -> lead.is(OUTBOUND) ? lead.months() : 0),
                    new Effect(
                            "each month, with a spreadsheet",
                            0.02,
                            lead -> lead.is(Tool.SPREADSHEET) ? lead.months() : 0));

    private Conversion() {}

    private static Effect effect(String when, double weight, Predicate<Profile> applies) {
        return new Effect(when, weight, profile -> applies.test(profile) ? 1 : 0);
    }

    /// Without the mood.
    static double logOdds(Profile profile) {
        double sum = BASE;
        for (Effect effect : EFFECTS) {
            sum += effect.logOdds(profile);
        }
        return sum;
    }

    /// Of a lead whose mood is known.
    static double probability(double logOdds, Mood mood) {
        return 1 / (1 + StrictMath.exp(-logOdds - mood.logOdds));
    }

    /// Of a lead whose mood nobody knows: the mean over the moods. No scorer can do better.
    static double probability(double logOdds) {
        double sum = 0;
        for (Mood mood : Mood.values()) {
            sum += mood.share * probability(logOdds, mood);
        }
        return sum;
    }
}
