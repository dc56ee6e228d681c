package io.prox.simulators.company;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Where leads come from. What a source does not ask is missing with all of its leads.
@SuppressWarnings("ImmutableEnumChecker") // its lists and sets are never changed
enum Source {
    WEB_FORM(
            "Web form",
            "WF",
            34,
            "Homepage|Pricing page|Shift planning guide|Search ads|Customer story",
            EnumSet.allOf(Question.class)),
    WEBINAR(
            "Webinar",
            "WB",
            16,
            "Shift planning in 30 minutes|Working time law|From spreadsheet to plan|Field service day",
            EnumSet.of(
                    Question.EMPLOYEES,
                    Question.INDUSTRY,
                    Question.TOOL,
                    Question.USE_CASE,
                    Question.NEWSLETTER)),
    TRADE_FAIR(
            "Trade fair",
            "TF",
            7,
            "Werkstatt der Zukunft|Logistiktage Nord|Personal Forum|Bau und Betrieb",
            EnumSet.of(
                    Question.PHONE,
                    Question.EMPLOYEES,
                    Question.INDUSTRY,
                    Question.TOOL,
                    Question.TEAM_SIZE,
                    Question.USE_CASE,
                    Question.BUDGET,
                    Question.NEWSLETTER)),
    PARTNER(
            "Partner referral",
            "PR",
            5,
            "Kontor Beratung|Ardent Systems|Lumina Payroll|Noordzee IT",
            EnumSet.of(
                    Question.PHONE,
                    Question.EMPLOYEES,
                    Question.INDUSTRY,
                    Question.TEAM_SIZE,
                    Question.USE_CASE,
                    Question.BUDGET,
                    Question.DEMO)),
    OUTBOUND(
            "Outbound list",
            "OB",
            14,
            "Manufacturing DACH|Logistics Benelux|Clinics|Retail chains|Growing companies",
            EnumSet.of(Question.PHONE, Question.EMPLOYEES, Question.INDUSTRY, Question.TOOL)),
    CONTENT(
            "Content download",
            "CD",
            24,
            "Roster template|Working time checklist|Buyer's guide|Benchmark report|Glossary",
            EnumSet.of(Question.EMPLOYEES, Question.USE_CASE, Question.PAGES, Question.NEWSLETTER));

    static final Shares<Source> SHARES = Shares.of(List.of(values()), source -> source.percent);

    final String label;
    final String prefix;
    final List<String> campaigns;

    /// Of all leads, in percent.
    final double percent;

    private final Set<Question> questions;

    Source(String label, String prefix, double percent, String campaigns, Set<Question> questions) {
        this.label = label;
        this.prefix = prefix;
        this.percent = percent;
        this.campaigns = Words.barred(campaigns);
        this.questions = Set.copyOf(questions);
    }

    boolean asks(Question question) {
        return questions.contains(question);
    }
}
