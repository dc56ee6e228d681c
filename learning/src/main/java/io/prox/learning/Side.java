package io.prox.learning;

/// Which of the two halves of a score a column belongs to.
public enum Side {
    /// What the lead is: company, role, country, source.
    FIT("fit"),
    /// What the lead did: visits, time spent, clicks, recency.
    ENGAGEMENT("engagement");

    private final String words;

    Side(String words) {
        this.words = words;
    }

    /// The side on the command line, in the report and in JSON.
    public String words() {
        return words;
    }
}
