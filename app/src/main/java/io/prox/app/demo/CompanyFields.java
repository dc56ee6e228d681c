package io.prox.app.demo;

import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The names under which the demo company's own programs know a lead's fields, as ProX knows them:
/// what the person who connects a system writes down once.
final class CompanyFields {
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

    private CompanyFields() {}

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
