package io.prox.features;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// An e-mail address becomes the kind of its domain, the country of its domain, and whether a role
/// rather than a person reads it. The local name decides nothing else, and no part of it remains.
final class EmailDerivation implements Derivation {
    private static final int KIND = 0;
    private static final int ROLE = 1;
    private static final int COUNTRY = 2;

    private static final List<String> KINDS =
            List.of("company", "free mail", "education", "government", "disposable", "unreadable");
    private static final int COMPANY = 0;
    private static final int FREE_MAIL = 1;
    private static final int EDUCATION = 2;
    private static final int GOVERNMENT = 3;
    private static final int DISPOSABLE = 4;
    private static final int UNREADABLE = 5;

    /// Mailboxes that RFC 2142 names, and those that companies print on their pages in the
    /// languages ProX meets most.
    private static final Set<String> ROLES =
            Set.copyOf(DomainList.read("role-addresses.txt").exact());

    private final DomainList freeMail = DomainList.read("free-mail-domains.txt");
    private final DomainList disposable = DomainList.read("disposable-domains.txt");
    private final List<Feature> features =
            List.of(
                    Feature.category("kind of address", "domain of the e-mail address", KINDS),
                    Feature.yesOrNo(
                            "role address",
                            "mailbox of the e-mail address",
                            "is a person's address",
                            "is a role address, as info@ is"),
                    Feature.manyValued(
                            "country of address",
                            "end of the e-mail address",
                            Countries.TOP_LEVEL_DOMAINS));

    @Override
    public List<Feature> features() {
        return features;
    }

    @Override
    public void derive(String cell, double[] values) {
        String address = bare(cell);
        int at = address.lastIndexOf('@');
        String domain = at < 0 ? "" : address.substring(at + 1);
        if (at < 1 || !isDomain(domain)) {
            values[KIND] = UNREADABLE;
            return;
        }
        values[KIND] = kind(domain);
        values[ROLE] = Derivation.yesOrNo(isRole(address.substring(0, at)));
        values[COUNTRY] = Countries.topLevelDomain(domain.substring(domain.lastIndexOf('.') + 1));
    }

    /// The address without a display name, `mailto:` or blanks around it, in lower case.
    static String bare(String cell) {
        String address = cell.strip();
        int open = address.lastIndexOf('<');
        int close = address.indexOf('>', open + 1);
        if (open >= 0 && close > open) {
            address = address.substring(open + 1, close).strip();
        }
        address = address.toLowerCase(Locale.ROOT);
        return address.startsWith("mailto:") ? address.substring("mailto:".length()) : address;
    }

    private int kind(String domain) {
        if (disposable.holds(domain)) {
            return DISPOSABLE;
        }
        if (freeMail.holds(domain)) {
            return FREE_MAIL;
        }
        if (isUnder(domain, "edu", "ac") || hasLabel(domain, "uni", "university")) {
            return EDUCATION;
        }
        if (isUnder(domain, "gov", "gob", "gouv", "gov", "govt", "go", "mil")
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
        String beforeLast = domain.substring(dotBefore + 1, lastDot);
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

    private static boolean isRole(String localName) {
        int plus = localName.indexOf('+');
        String mailbox = plus > 0 ? localName.substring(0, plus) : localName;
        if (ROLES.contains(mailbox)) {
            return true;
        }
        int mark = firstMark(mailbox);
        return mark > 0 && ROLES.contains(mailbox.substring(0, mark));
    }

    /// Where `sales-emea`, `info.berlin` or `support2` stop being the role's word.
    private static int firstMark(String mailbox) {
        for (int index = 0; index < mailbox.length(); index++) {
            char character = mailbox.charAt(index);
            if (character == '.'
                    || character == '-'
                    || character == '_'
                    || Character.isDigit(character)) {
                return index;
            }
        }
        return -1;
    }

    private static boolean isDomain(String domain) {
        int dot = domain.lastIndexOf('.');
        if (dot < 1 || dot > domain.length() - 3 || domain.contains("..")) {
            return false;
        }
        return domain.chars()
                .allMatch(
                        letter ->
                                letter == '.'
                                        || letter == '-'
                                        || Character.isLetterOrDigit(letter));
    }
}
