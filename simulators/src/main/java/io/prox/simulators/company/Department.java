package io.prox.simulators.company;

/// Where somebody works; only executives are in the general management.
enum Department {
    OPERATIONS,
    PEOPLE,
    TECHNOLOGY,
    FINANCE,
    SALES,
    MARKETING,
    MANAGEMENT
}
