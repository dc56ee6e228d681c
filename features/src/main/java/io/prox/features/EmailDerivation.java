package io.prox.features;

import io.prox.features.normal.EmailAddress;
import io.prox.features.normal.MailDomain;
import io.prox.features.normal.RoleMailbox;
import java.util.List;

/// An e-mail address becomes the kind of its domain, the country of its domain, and whether a role
/// rather than a person reads it. The local name decides nothing else, and no part of it remains.
final class EmailDerivation implements Derivation {
    private static final int KIND = 0;
    private static final int ROLE = 1;
    private static final int COUNTRY = 2;

    private static final String UNREADABLE = "unreadable";

    /// The words of every [MailDomain], and one for what is no address.
    private static final List<String> KINDS =
            List.of("company", "free mail", "education", "government", "disposable", UNREADABLE);

    private static final List<Feature> FEATURES =
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
        return FEATURES;
    }

    @Override
    public void derive(String cell, double[] values) {
        String address = EmailAddress.bare(cell);
        int at = address.lastIndexOf('@');
        String domain = at < 0 ? "" : address.substring(at + 1);
        if (at < 1 || !isDomain(domain)) {
            values[KIND] = KINDS.indexOf(UNREADABLE);
            return;
        }
        values[KIND] = KINDS.indexOf(MailDomain.of(domain).words());
        values[ROLE] = Derivation.yesOrNo(RoleMailbox.is(address.substring(0, at)));
        values[COUNTRY] = Countries.topLevelDomain(domain.substring(domain.lastIndexOf('.') + 1));
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
