package io.prox.simulators.company;

/// What kind of address a person gives.
enum MailKind {
    COMPANY,
    FREE,
    ROLE
}
