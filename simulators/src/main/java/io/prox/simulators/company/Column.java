package io.prox.simulators.company;

import java.util.List;
import java.util.function.Function;

/// A column of an export.
///
/// @param header as it stands in the first line, or as the key of each object
record Column(String header, Function<Row, Cell> cell) {

    /// The columns that a source exports, in their order.
    static List<Column> of(Source source) {
        return switch (source) {
            case WEB_FORM -> webForm();
            case WEBINAR -> webinar();
            case TRADE_FAIR -> tradeFair();
            case PARTNER -> partner();
            case OUTBOUND -> outbound();
            case CONTENT -> content();
        };
    }

    private static List<Column> webForm() {
        return List.of(
                new Column("Lead ID", Row::key),
                new Column("First Name", Row::firstName),
                new Column("Last Name", Row::lastName),
                new Column("Email", Row::email),
                new Column("Phone", Row::phone),
                new Column("Company", Row::company),
                new Column("Job Title", Row::title),
                new Column("Country", Row::country),
                new Column("Industry", Row::industry),
                new Column("Employees", Row::sizeBand),
                new Column("Current Tool", Row::tool),
                new Column("Team Size", Row::teamSize),
                new Column("Use Case", Row::useCase),
                new Column("Budget", Row::budget),
                new Column("Trial Started", Row::trial),
                new Column("Demo Requested", Row::demo),
                new Column("Pages Viewed", Row::pages),
                new Column("Newsletter", Row::newsletter),
                new Column("Campaign", Row::campaign),
                new Column("Created At", Row::createdAt),
                new Column("Marketing Consent", Row::consent),
                new Column("Lawful Basis", Row::lawfulBasis),
                new Column("Owner", Row::owner),
                new Column("Stage", Row::stage),
                new Column("Lost Reason", Row::lostReason),
                new Column("Outcome", Row::outcome),
                new Column("Closed At", Row::closedAt),
                new Column("Contract Value", Row::value));
    }

    private static List<Column> webinar() {
        return List.of(
                new Column("Registrant ID", Row::key),
                new Column("Full Name", Row::fullName),
                new Column("E-mail", Row::email),
                new Column("Organization", Row::company),
                new Column("Position", Row::title),
                new Column("Country", Row::country),
                new Column("Sector", Row::industry),
                new Column("Company Size", Row::sizeBand),
                new Column("Tool in Use", Row::tool),
                new Column("Topic of Interest", Row::useCase),
                new Column("Newsletter", Row::newsletter),
                new Column("Webinar", Row::campaign),
                new Column("Registered", Row::createdAt),
                new Column("Consent", Row::consent),
                new Column("Lawful Basis", Row::lawfulBasis),
                new Column("Sales Contact", Row::owner),
                new Column("Stage", Row::stage),
                new Column("Lost Reason", Row::lostReason),
                new Column("Outcome", Row::outcome),
                new Column("Closed", Row::closedAt),
                new Column("Deal Value", Row::value));
    }

    private static List<Column> tradeFair() {
        return List.of(
                new Column("Lead-Nr", Row::key),
                new Column("Vorname", Row::firstName),
                new Column("Nachname", Row::lastName),
                new Column("E-Mail", Row::email),
                new Column("Telefon", Row::phone),
                new Column("Firma", Row::company),
                new Column("Funktion", Row::title),
                new Column("Land", Row::country),
                new Column("Branche", Row::industry),
                new Column("Mitarbeiter", Row::employees),
                new Column("Bisheriges Werkzeug", Row::tool),
                new Column("Teamgröße", Row::teamSize),
                new Column("Anwendung", Row::useCase),
                new Column("Budget", Row::budget),
                new Column("Newsletter", Row::newsletter),
                new Column("Messe", Row::campaign),
                new Column("Erfasst am", Row::createdAt),
                new Column("Einwilligung", Row::consent),
                new Column("Rechtsgrundlage", Row::lawfulBasis),
                new Column("Betreuer", Row::owner),
                new Column("Stage", Row::stage),
                new Column("Lost Reason", Row::lostReason),
                new Column("Ergebnis", Row::outcome),
                new Column("Abgeschlossen am", Row::closedAt),
                new Column("Auftragswert", Row::value));
    }

    private static List<Column> partner() {
        return List.of(
                new Column("Referral ID", Row::key),
                new Column("Contact Name", Row::fullName),
                new Column("Email", Row::email),
                new Column("Phone", Row::phone),
                new Column("Company", Row::company),
                new Column("Role", Row::title),
                new Column("Country", Row::country),
                new Column("Industry", Row::industry),
                new Column("Employees", Row::employees),
                new Column("People to Plan", Row::teamSize),
                new Column("Use Case", Row::useCase),
                new Column("Budget", Row::budget),
                new Column("Wants Demo", Row::demo),
                new Column("Partner", Row::campaign),
                new Column("Referred On", Row::createdAt),
                new Column("Consent", Row::consent),
                new Column("Lawful Basis", Row::lawfulBasis),
                new Column("Owner", Row::owner),
                new Column("Stage", Row::stage),
                new Column("Lost Reason", Row::lostReason),
                new Column("Outcome", Row::outcome),
                new Column("Closed On", Row::closedAt),
                new Column("Contract Value", Row::value));
    }

    private static List<Column> outbound() {
        return List.of(
                new Column("Prospect ID", Row::key),
                new Column("First Name", Row::firstName),
                new Column("Last Name", Row::lastName),
                new Column("Email", Row::email),
                new Column("Phone", Row::phone),
                new Column("Account Name", Row::company),
                new Column("Title", Row::title),
                new Column("Country", Row::country),
                new Column("Industry", Row::industry),
                new Column("Headcount", Row::employees),
                new Column("Current Tool", Row::tool),
                new Column("List", Row::campaign),
                new Column("Added", Row::createdAt),
                new Column("Consent", Row::consent),
                new Column("Lawful Basis", Row::lawfulBasis),
                new Column("Owner", Row::owner),
                new Column("Stage", Row::stage),
                new Column("Lost Reason", Row::lostReason),
                new Column("Outcome", Row::outcome),
                new Column("Closed", Row::closedAt),
                new Column("Contract Value", Row::value));
    }

    private static List<Column> content() {
        return List.of(
                new Column("lead_id", Row::key),
                new Column("first_name", Row::firstName),
                new Column("last_name", Row::lastName),
                new Column("email", Row::email),
                new Column("company", Row::company),
                new Column("job_title", Row::title),
                new Column("country", Row::country),
                new Column("employees", Row::sizeBand),
                new Column("use_case", Row::useCase),
                new Column("pages_viewed", Row::pages),
                new Column("newsletter", Row::newsletter),
                new Column("asset", Row::campaign),
                new Column("downloaded_at", Row::createdAt),
                new Column("consent", Row::consent),
                new Column("lawful_basis", Row::lawfulBasis),
                new Column("owner", Row::owner),
                new Column("stage", Row::stage),
                new Column("lost_reason", Row::lostReason),
                new Column("outcome", Row::outcome),
                new Column("closed_at", Row::closedAt),
                new Column("contract_value", Row::value));
    }
}
