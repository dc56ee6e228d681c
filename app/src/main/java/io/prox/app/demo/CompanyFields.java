package io.prox.app.demo;

import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The names under which the demo company's own programs know a lead's fields, as ProX knows them:
/// what the person who connects a system writes down once.
final class CompanyFields {
    static final String LOST_REASON = "Lost reason";
    private static final String TOOL = "Current tool";
    private static final String TEAM = "Team size";
    private static final String USE_CASE = "Use case";
    private static final String DEMO = "Demo requested";
    private static final String PAGES = "Pages viewed";

    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    Map.entry("first_name", "firstName"),
                    Map.entry("last_name", "lastName"),
                    Map.entry("email", "email"),
                    Map.entry("phone", "phone"),
                    Map.entry("job_title", "jobTitle"),
                    Map.entry("company", "company"),
                    Map.entry("employees", "companySize"),
                    Map.entry("industry", "industry"),
                    Map.entry("country", "country"),
                    Map.entry("campaign", "campaign"),
                    Map.entry("owner", "owner"),
                    Map.entry("marketing_consent", "consent"),
                    Map.entry("lawful_basis", "lawfulBasis"));

    /// What columns of the company's exports are, where their names do not say it: the same
    /// question has another name in every system.
    private static final Map<String, FileFeed.Mapped> COLUMNS =
            Map.ofEntries(
                    Map.entry("Webinar", FileFeed.Mapped.standard("campaign")),
                    Map.entry("Messe", FileFeed.Mapped.standard("campaign")),
                    Map.entry("Partner", FileFeed.Mapped.standard("campaign")),
                    Map.entry("List", FileFeed.Mapped.standard("campaign")),
                    Map.entry("asset", FileFeed.Mapped.standard("campaign")),
                    Map.entry("Sales Contact", FileFeed.Mapped.standard("owner")),
                    Map.entry("Betreuer", FileFeed.Mapped.standard("owner")),
                    Map.entry("Current Tool", FileFeed.Mapped.own(TOOL)),
                    Map.entry("Tool in Use", FileFeed.Mapped.own(TOOL)),
                    Map.entry("Bisheriges Werkzeug", FileFeed.Mapped.own(TOOL)),
                    Map.entry("Team Size", FileFeed.Mapped.own(TEAM)),
                    Map.entry("Teamgröße", FileFeed.Mapped.own(TEAM)),
                    Map.entry("People to Plan", FileFeed.Mapped.own(TEAM)),
                    Map.entry("Use Case", FileFeed.Mapped.own(USE_CASE)),
                    Map.entry("Topic of Interest", FileFeed.Mapped.own(USE_CASE)),
                    Map.entry("Anwendung", FileFeed.Mapped.own(USE_CASE)),
                    Map.entry("use_case", FileFeed.Mapped.own(USE_CASE)),
                    Map.entry("Demo Requested", FileFeed.Mapped.own(DEMO)),
                    Map.entry("Wants Demo", FileFeed.Mapped.own(DEMO)),
                    Map.entry("Trial Started", FileFeed.Mapped.own("Trial started")),
                    Map.entry("Pages Viewed", FileFeed.Mapped.own(PAGES)),
                    Map.entry("pages_viewed", FileFeed.Mapped.own(PAGES)),
                    Map.entry("newsletter", FileFeed.Mapped.own("Newsletter")),
                    Map.entry("stage", FileFeed.Mapped.own("Stage")),
                    Map.entry("Lost Reason", FileFeed.Mapped.own(LOST_REASON)),
                    Map.entry("lost_reason", FileFeed.Mapped.own(LOST_REASON)));

    private CompanyFields() {}

    /// Corrects what was guessed of a file, as the person does who imports the first one of a
    /// source.
    static void correct(Map<String, FileFeed.Mapped> guessed) {
        guessed.replaceAll((column, mapped) -> COLUMNS.getOrDefault(column, mapped));
    }

    static SortedMap<String, String> named(Map<String, String> fields) {
        var named = new TreeMap<String, String>();
        fields.forEach((name, text) -> named.put(NAMES.getOrDefault(name, own(name)), text));
        return named;
    }

    /// `current_tool` is `Current tool` in the company's exports.
    private static String own(String name) {
        String words = name.replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
