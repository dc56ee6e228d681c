package io.prox.features.normal;

/// Whose mail a domain takes in.
public enum MailDomain {
    COMPANY("company"),
    FREE_MAIL("free mail"),
    EDUCATION("education"),
    GOVERNMENT("government"),
    DISPOSABLE("disposable");

    private static final DomainList FREE = DomainList.read("free-mail-domains.txt");
    private static final DomainList SHORT_LIVED = DomainList.read("disposable-domains.txt");

    private final String words;

    MailDomain(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /// A domain that no list and no ending tells of belongs to a company.
    ///
    /// @param domain in lower case
    public static MailDomain of(String domain) {
        if (SHORT_LIVED.holds(domain)) {
            return DISPOSABLE;
        }
        if (FREE.holds(domain)) {
            return FREE_MAIL;
        }
        if (isUnder(domain, "edu", "ac") || hasLabel(domain, "uni", "university")) {
            return EDUCATION;
        }
        if (isUnder(domain, "gov", "gob", "gouv", "govt", "go", "mil")
                || domain.endsWith(".europa.eu")
                || domain.endsWith(".bund.de")) {
            return GOVERNMENT;
        }
        return COMPANY;
    }

    /// Whether the domain ends in one of the labels, alone (`.edu`) or before a country (`.ac.uk`).
    private static boolean isUnder(String domain, String... labels) {
        int lastDot = domain.lastIndexOf('.');
        String last = domain.substring(lastDot + 1);
        int dotBefore = domain.lastIndexOf('.', lastDot - 1);
        String beforeLast = domain.substring(dotBefore + 1, Math.max(lastDot, 0));
        for (String label : labels) {
            boolean alone = last.equals(label) && label.length() > 2;
            boolean beforeCountry = dotBefore > 0 && last.length() == 2 && beforeLast.equals(label);
            if (alone || beforeCountry) {
                return true;
            }
        }
        return false;
    }

    /// Whether a label of the domain is one of the words, or begins with one and a hyphen
    /// (`uni-bonn.de`).
    private static boolean hasLabel(String domain, String... words) {
        for (String label : domain.split("\\.", -1)) {
            for (String word : words) {
                if (label.equals(word) || label.startsWith(word + "-")) {
                    return true;
                }
            }
        }
        return false;
    }
}
