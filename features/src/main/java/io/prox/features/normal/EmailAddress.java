package io.prox.features.normal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.net.IDN;
import java.util.Locale;

/// A mailbox by its address, in lower case, so that two spellings of one address are equal.
///
/// Dots of Gmail and what follows a `+` stay: other houses give each such address to someone else.
/// Whether the mailbox exists is not known.
///
/// Source of limits: RFC 5321 (64 octets before the `@`, 254 in all), RFC 5322 (characters), RFC
/// 1035 (63 octets a label).
///
/// @param localName before the `@`, in lower case: by RFC 5321 its case could matter, in practice
///   it never does
/// @param domain in ASCII and lower case; names of other alphabets as IDNA 2003 writes them (`ß` is
///   `ss`)
public record EmailAddress(String localName, String domain) {
    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL_NAME = 64;
    private static final String MARKS = "!#$%&'*+-/=?^_`{|}~.";

    public EmailAddress {
        requireNonNull(localName, "localName");
        requireNonNull(domain, "domain");
    }

    /// `local@domain`, at most 254 octets of UTF-8.
    public String address() {
        return localName + "@" + domain;
    }

    /// Reads one address as people write or paste it: `ada@acme.de`, `Ada <ada@acme.de>` or
    /// `mailto:ada@acme.de`.
    public static Reading<EmailAddress> read(String text) {
        String address = bare(text);
        int at = address.lastIndexOf('@');
        if (address.isEmpty()) {
            return refused("is empty");
        }
        if (at < 0) {
            return refused("has no @");
        }
        String localName = address.substring(0, at);
        if (localName.isEmpty()) {
            return refused("has nothing before the @");
        }
        if (localName.startsWith("\"")) {
            return refused("has quotation marks before the @, which hardly any mail program takes");
        }
        if (localName.indexOf('@') >= 0) {
            return refused("has more than one @");
        }
        if (octets(localName) > LONGEST_LOCAL_NAME) {
            return refused(
                    "has more than %d characters before the @".formatted(LONGEST_LOCAL_NAME));
        }
        if (localName.startsWith(".") || localName.endsWith(".") || localName.contains("..")) {
            return refused("has a dot too many before the @");
        }
        if (!localName.codePoints().allMatch(EmailAddress::mayStandInLocalName)) {
            return refused("has characters before the @ that no address has");
        }
        return withDomain(localName, address.substring(at + 1));
    }

    private static Reading<EmailAddress> withDomain(String localName, String written) {
        String domain;
        try {
            domain = IDN.toASCII(written, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException malformed) {
            return refused("has no domain after the @: it has a wrong character or dot");
        }
        if (domain.endsWith(".")) {
            domain = domain.substring(0, domain.length() - 1);
        }
        int dot = domain.lastIndexOf('.');
        if (dot < 1) {
            return refused("has no ending such as .com after the @");
        }
        String ending = domain.substring(dot + 1);
        if (ending.length() < 2 || !Character.isLetter(ending.charAt(0))) {
            return refused("has an ending after the @ that no domain has");
        }
        var address = new EmailAddress(localName, domain);
        if (octets(address.address()) > LONGEST) {
            return refused("has more than %d characters".formatted(LONGEST));
        }
        return new Reading.Read<>(address);
    }

    /// The address without a display name, `mailto:` or blanks around it, in lower case; unchecked.
    public static String bare(String text) {
        String address = text.strip();
        int open = address.lastIndexOf('<');
        int close = address.indexOf('>', open + 1);
        if (open >= 0 && close > open) {
            address = address.substring(open + 1, close).strip();
        }
        address = address.toLowerCase(Locale.ROOT);
        return address.startsWith("mailto:") ? address.substring("mailto:".length()) : address;
    }

    private static boolean mayStandInLocalName(int point) {
        return point < 0x80
                ? (point >= 'a' && point <= 'z')
                        || (point >= '0' && point <= '9')
                        || MARKS.indexOf(point) >= 0
                : Character.isLetterOrDigit(point);
    }

    private static int octets(String text) {
        return text.getBytes(UTF_8).length;
    }

    private static Reading<EmailAddress> refused(String reason) {
        return new Reading.Refused<>(reason);
    }
}
