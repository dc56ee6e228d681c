package io.prox.simulators.company;

/// Why the company may hold a lead's data (GDPR, article 6).
enum LawfulBasis {
    CONSENT("consent"),
    CONTRACT("contract"),
    LEGITIMATE_INTEREST("legitimate_interest");

    final String key;

    LawfulBasis(String key) {
        this.key = key;
    }
}
