package io.prox.simulators.company;

/// How near a country is to the company, which sits in Hamburg.
enum Market {
    HOME,
    NEAR,
    FAR
}
