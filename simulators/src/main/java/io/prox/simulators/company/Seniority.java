package io.prox.simulators.company;

/// How far up somebody is.
enum Seniority {
    EXECUTIVE,
    DIRECTOR,
    MANAGER,
    SPECIALIST,
    JUNIOR
}
