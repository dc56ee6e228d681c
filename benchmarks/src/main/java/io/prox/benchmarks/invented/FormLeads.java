package io.prox.benchmarks.invented;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Leads as a long form sends them, 13 standard fields and 8 columns of its own, each the same for
/// the same seed. Rank, size, industry and visits decide who converts.
public final class FormLeads {
    private static final List<String> FIRST = List.of("Ada", "Grace", "Edsger", "Barbara", "Alan");
    private static final List<String> LAST = List.of("Meyer", "Rossi", "Dubois", "Novak", "Silva");

    /// Lowest rank first.
    private static final List<String> TITLES =
            List.of(
                    "Intern",
                    "Software Engineer",
                    "Marketing Manager",
                    "Head of Sales",
                    "VP Operations",
                    "CEO");

    /// Smallest first.
    private static final List<String> SIZES = List.of("1-10", "11-50", "51-200", "201-500");

    /// Least interested first.
    private static final List<String> INDUSTRIES =
            List.of("Education", "Retail", "Software", "Logistics");

    private static final List<String> COUNTRIES = List.of("Germany", "France", "Italy", "Spain");
    private static final List<String> SOURCES = List.of("Website", "Fair", "Partner", "Advert");
    private static final List<String> TOOLS = List.of("Excel", "Salesforce", "Pipedrive", "none");
    private static final List<String> NOTES =
            List.of("", "Can you call me?", "We look for a tool for our team of twelve.");

    private final SplittableRandom random;
    private int made;

    public FormLeads(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /// The next lead.
    ///
    /// @return texts by key of a standard field or name of another
    public Map<String, String> next(Instant created) {
        return fields(created);
    }

    /// The next lead, with what became of it within 60 days.
    public Map<String, String> nextPast(Instant created) {
        Map<String, String> fields = fields(created);
        double logOdds =
                -3.4
                        + 0.5 * TITLES.indexOf(fields.get("jobTitle"))
                        + 0.4 * SIZES.indexOf(fields.get("companySize"))
                        + 0.5 * INDUSTRIES.indexOf(fields.get("industry"))
                        + 0.04 * Integer.parseInt(fields.getOrDefault("Visits", "0"));
        boolean won = random.nextDouble() < 1 / (1 + Math.exp(-logOdds));
        fields.put("outcome", won ? "won" : "lost");
        fields.put("outcomeAt", created.plus(Duration.ofDays(random.nextInt(5, 60))).toString());
        return fields;
    }

    private Map<String, String> fields(Instant created) {
        int number = made++;
        String first = one(FIRST);
        String last = one(LAST);
        String company = last + " " + (number % 500);
        String domain =
                random.nextInt(3) == 0
                        ? "gmail.com"
                        : company.replace(' ', '-').toLowerCase(Locale.ROOT) + ".example";
        var fields = new TreeMap<String, String>();
        fields.put("email", "%s.%s.%d@%s".formatted(first, last, number, domain));
        fields.put("firstName", first);
        fields.put("lastName", last);
        fields.put("phone", "+49 171 %07d".formatted(random.nextInt(10_000_000)));
        fields.put("jobTitle", one(TITLES));
        fields.put("company", company);
        fields.put("companySize", one(SIZES));
        fields.put("industry", one(INDUSTRIES));
        fields.put("country", one(COUNTRIES));
        fields.put("source", one(SOURCES));
        fields.put("campaign", "Campaign " + random.nextInt(12));
        fields.put("note", one(NOTES));
        fields.put("createdAt", created.toString());
        fields.put("Visits", Integer.toString(random.nextInt(40)));
        fields.put("Minutes on site", Integer.toString(random.nextInt(90)));
        fields.put("Pages seen", Integer.toString(random.nextInt(25)));
        fields.put("Mails opened", Integer.toString(random.nextInt(9)));
        fields.put("Seats wanted", Integer.toString(random.nextInt(1, 300)));
        fields.put("Current tool", one(TOOLS));
        fields.put("Landing page", "https://www.example.com/p" + random.nextInt(20));
        fields.put("Newsletter", random.nextBoolean() ? "yes" : "no");
        return fields;
    }

    private String one(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }
}
