package io.prox.simulators.company;

/// Where the sales team has a lead. Filled in by what becomes of it, so it knows the outcome.
enum Stage {
    NEW("New"),
    CONTACTED("Contacted"),
    QUALIFIED("Qualified"),
    PROPOSAL("Proposal"),
    WON("Closed Won"),
    LOST("Closed Lost");

    final String label;

    Stage(String label) {
        this.label = label;
    }
}
