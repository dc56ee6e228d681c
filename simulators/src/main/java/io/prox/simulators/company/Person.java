package io.prox.simulators.company;

import java.util.Optional;

/// Somebody who becomes a lead, perhaps more than once; invented.
///
/// @param email as its owner writes it
/// @param phone as `+49 30 2312512345`; empty where there is none to give
record Person(
        NamePool.Name first,
        NamePool.Name last,
        Country country,
        Account account,
        JobTitle title,
        String email,
        MailKind mailKind,
        Optional<String> phone) {

    /// The name as it is written, or in Latin letters.
    String fullName(boolean latin) {
        return latin ? first.latin() + " " + last.latin() : first.written() + " " + last.written();
    }
}
