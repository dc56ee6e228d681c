package io.prox.features.normal;

import java.net.IDN;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The domain that a company registered, as far as an e-mail address tells: the key by which leads
/// of one company find each other.
public final class CompanyDomain {
    /// Endings of two and three labels under which anyone may register, as `co.uk`. Every ending of
    /// one label counts as such by itself.
    private static final Set<String> SUFFIXES = suffixes();

    /// Sites that many companies share.
    private static final DomainList SHARED = DomainList.read("shared-sites.txt");

    /// What stands before the host of a web address: its scheme, and user information.
    private static final Pattern BEFORE_HOST =
            Pattern.compile("^(?:(?:[a-z][a-z0-9+.-]*:)?//)?(?:[^/?#]*@)?");

    private static final Pattern HOST =
            Pattern.compile("[a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.[a-z][a-z0-9-]+");

    private CompanyDomain() {}

    /// None for free mail, disposable mail and places of education, where people who share a domain
    /// share no employer.
    public static Optional<String> of(EmailAddress address) {
        return ofDomain(address.domain());
    }

    private static Optional<String> ofDomain(String domain) {
        return switch (MailDomain.of(domain)) {
            case COMPANY, GOVERNMENT -> registrable(domain);
            case FREE_MAIL, EDUCATION, DISPOSABLE -> Optional.empty();
        };
    }

    /// As [#of] tells of an e-mail address, and none for a site where many have their pages, such
    /// as a network. Nothing but the name of the host counts: not who is named before it, nor what
    /// follows.
    ///
    /// @param address as people write it, with or without `https://` and `www`
    public static Optional<String> ofWebsite(String address) {
        String rest = address.strip().toLowerCase(Locale.ROOT);
        rest = BEFORE_HOST.matcher(rest).replaceFirst("");
        String host = ascii(rest.split("[/?#:\\\\]", 2)[0]);
        if (!HOST.matcher(host).matches() || SHARED.holds(host)) {
            return Optional.empty();
        }
        return ofDomain(host);
    }

    private static String ascii(String host) {
        try {
            return IDN.toASCII(host);
        } catch (IllegalArgumentException noHost) {
            return "";
        }
    }

    /// The part of a host name that was registered: `acme.co.uk` of `mail.eu.acme.co.uk`; none for
    /// an ending by itself.
    ///
    /// @param host in ASCII and lower case
    public static Optional<String> registrable(String host) {
        int suffix = host.lastIndexOf('.') + 1;
        for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
            if (SUFFIXES.contains(host.substring(dot + 1))) {
                suffix = dot + 1;
                break;
            }
        }
        if (suffix < 2 || SUFFIXES.contains(host)) {
            return Optional.empty();
        }
        return Optional.of(host.substring(host.lastIndexOf('.', suffix - 2) + 1));
    }

    /// One country or other last label a line, then the labels before it: `uk: co org me`.
    private static Set<String> suffixes() {
        var suffixes = new HashSet<String>();
        for (String line : WordLists.lines(CompanyDomain.class, "public-suffixes.txt")) {
            int colon = line.indexOf(':');
            for (String label : line.substring(colon + 1).strip().split("\\s+", -1)) {
                suffixes.add(label + "." + line.substring(0, colon));
            }
        }
        return Set.copyOf(suffixes);
    }
}
