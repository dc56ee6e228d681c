package io.prox.features.normal;

import java.util.Set;

/// Mailboxes that a role reads, not one person: those that RFC 2142 names, and those that companies
/// print on their pages in the languages ProX meets most.
public final class RoleMailbox {
    private static final Set<String> ROLES = DomainList.read("role-addresses.txt").exact();

    private RoleMailbox() {}

    /// @param localName the part of an address before its `@`, in lower case
    public static boolean is(String localName) {
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
}
