package io.prox.simulators.company;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Invents people.
///
/// Free mail uses `gmail.com` alone, so that whoever sorts addresses by their domain meets a real
/// one, and always with an underscore before the `@`: the provider gives no address that has one
/// (Google, "Create a username": letters, digits and periods only), so that nobody can be met.
final class People {
    private static final double OTHER_REGION = 0.12;
    private static final double ROLE_ADDRESS = 0.04;
    private static final double FREE_MAIL = 0.10;

    /// People of small companies and beginners use free mail more often.
    private static final double FREE_MAIL_OF_SMALL = 0.24;

    private static final List<String> ROLES =
            List.of("info", "office", "contact", "hello", "einkauf", "sales", "admin");

    private static final Shares<Department> DEPARTMENTS =
            Shares.of(
                    List.of(Department.values()),
                    department ->
                            switch (department) {
                                case OPERATIONS -> 30;
                                case PEOPLE -> 20;
                                case TECHNOLOGY -> 18;
                                case FINANCE -> 12;
                                case SALES -> 11;
                                case MARKETING -> 9;
                                case MANAGEMENT -> 0;
                            });

    private static final double EXECUTIVE_IS_MANAGEMENT = 0.6;

    private final Accounts accounts;
    private final Set<String> addresses = new HashSet<>();

    People(Accounts accounts) {
        this.accounts = accounts;
    }

    /// @param number of the person, unique
    /// @param keep whether the address may be given to nobody who comes later
    Person invent(int number, Country country, boolean keep, Dice dice) {
        Account account = accounts.draw(country, dice);
        NamePool names =
                dice.chance(OTHER_REGION) ? dice.oneOf(List.of(NamePool.values())) : country.names;
        NamePool.Name first = dice.oneOf(names.first);
        NamePool.Name last = dice.oneOf(names.last);
        SizeBand size = SizeBand.of(account.employees());
        Seniority seniority = size.seniorities.draw(dice);
        Department department =
                seniority == Seniority.EXECUTIVE && dice.chance(EXECUTIVE_IS_MANAGEMENT)
                        ? Department.MANAGEMENT
                        : DEPARTMENTS.draw(dice);
        JobTitle title = country.language.title(seniority, department, dice);
        MailKind kind = mailKind(size, seniority, dice);
        String email =
                switch (kind) {
                    case COMPANY -> companyAddress(first, last, account, number);
                    case FREE -> freeAddress(first, last, number);
                    case ROLE -> dice.oneOf(ROLES) + "@" + account.domain();
                };
        if (keep) {
            addresses.add(email);
        }
        return new Person(
                first,
                last,
                country,
                account,
                title,
                email,
                kind,
                PhoneNumbers.draw(country, number, dice));
    }

    private static MailKind mailKind(SizeBand size, Seniority seniority, Dice dice) {
        boolean small = size == SizeBand.MICRO || seniority == Seniority.JUNIOR;
        if (dice.chance(small ? FREE_MAIL_OF_SMALL : FREE_MAIL)) {
            return MailKind.FREE;
        }
        return dice.chance(ROLE_ADDRESS) ? MailKind.ROLE : MailKind.COMPANY;
    }

    private String companyAddress(
            NamePool.Name first, NamePool.Name last, Account account, int number) {
        String given = Words.slug(first.latin(), "");
        String family = Words.slug(last.latin(), "");
        String local =
                switch (account.addressForm()) {
                    case 0 -> given + "." + family;
                    case 1 -> given.charAt(0) + "." + family;
                    default -> family + "." + given;
                };
        String address = local + "@" + account.domain();
        return addresses.contains(address) ? local + number + "@" + account.domain() : address;
    }

    private static String freeAddress(NamePool.Name first, NamePool.Name last, int number) {
        return Words.slug(first.latin(), "")
                + "_"
                + Words.slug(last.latin(), "")
                + "_"
                + number
                + "@gmail.com";
    }
}
