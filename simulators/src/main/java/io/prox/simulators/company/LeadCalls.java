package io.prox.simulators.company;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// All calls of one lead, in order, by the calendar until an instant and in haste after it.
///
/// @param now from here on, waits are shorter
/// @param haste how many times shorter, at least 1
record LeadCalls(Instant now, double haste) {
    List<CompanyCall> of(Lead lead) {
        var calls = new ArrayList<CompanyCall>();
        String key = lead.externalId();
        Instant anchor = lead.createdAt().isAfter(now) ? lead.createdAt() : now;
        calls.add(
                new CompanyCall.LeadUpserted(
                        key + "/0", lead.createdAt(), key, lead.source().label, fields(lead)));
        for (Change change : lead.changes()) {
            var fields = new TreeMap<String, String>();
            fields.put(change.field().key, change.value());
            calls.add(
                    new CompanyCall.FieldsChanged(
                            key + "/" + calls.size(), due(change.at(), anchor), key, fields));
        }
        lead.ending().ifPresent(ending -> calls.add(outcome(ending, key, calls.size(), anchor)));
        return calls;
    }

    private CompanyCall outcome(Ending ending, String key, int place, Instant anchor) {
        String id = key + "/" + place;
        Instant due = due(ending.at(), anchor);
        return switch (ending) {
            case Ending.Won won -> new CompanyCall.LeadWon(id, due, key, won.value());
            case Ending.Lost lost -> new CompanyCall.LeadLost(id, due, key, lost.reason().label);
        };
    }

    private Instant due(Instant at, Instant anchor) {
        if (!at.isAfter(anchor)) {
            return at;
        }
        double millis = Duration.between(anchor, at).toMillis() / haste;
        return anchor.plusMillis((long) Math.ceil(millis));
    }

    private static SortedMap<String, String> fields(Lead lead) {
        Person person = lead.person();
        Profile profile = lead.profile();
        Source source = lead.source();
        var fields = new TreeMap<String, String>();
        fields.put("first_name", person.first().written());
        fields.put("last_name", person.last().written());
        fields.put("email", person.email());
        fields.put("company", person.account().name());
        fields.put("campaign", lead.campaign());
        fields.put("owner", lead.owner());
        fields.put("stage", Stage.NEW.label);
        fields.put("lawful_basis", lead.lawfulBasis().key);
        fields.put("marketing_consent", Boolean.toString(lead.consent()));
        put(fields, "phone", lead.phoneGiven() ? person.phone() : Optional.empty());
        put(fields, "job_title", profile.title().map(JobTitle::text));
        put(fields, "country", profile.country().map(country -> country.english));
        put(fields, "industry", profile.industry().map(industry -> industry.english));
        put(fields, "current_tool", profile.tool().map(tool -> tool.english));
        put(fields, "use_case", profile.useCase().map(useCase -> useCase.english));
        put(fields, "budget", profile.budget().map(budget -> budget.english));
        profile.employees().ifPresent(number -> fields.put("employees", Integer.toString(number)));
        profile.teamSize().ifPresent(number -> fields.put("team_size", Integer.toString(number)));
        profile.pages().ifPresent(number -> fields.put("pages_viewed", Integer.toString(number)));
        if (source.asks(Question.NEWSLETTER)) {
            fields.put("newsletter", Boolean.toString(lead.newsletter()));
        }
        if (source.asks(Question.TRIAL)) {
            fields.put("trial_started", Boolean.toString(profile.trial()));
        }
        if (source.asks(Question.DEMO)) {
            fields.put("demo_requested", Boolean.toString(profile.demo()));
        }
        return fields;
    }

    private static void put(TreeMap<String, String> fields, String key, Optional<String> value) {
        value.ifPresent(text -> fields.put(key, text));
    }
}
