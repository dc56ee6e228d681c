package io.prox.simulators.company;

import java.util.List;

/// What a lead wants to plan.
enum UseCase {
    SHIFTS("Shift planning", "Schichtplanung", 32),
    FIELD_SERVICE("Field service", "Außendienst", 18),
    PROJECTS("Project staffing", "Projektbesetzung", 18),
    TIME("Time tracking", "Zeiterfassung", 14),
    CAPACITY("Capacity planning", "Kapazitätsplanung", 12),
    LOOKING("Just looking", "Nur informieren", 6);

    static final Shares<UseCase> SHARES = Shares.of(List.of(values()), useCase -> useCase.weight);

    final String english;
    final String german;
    private final double weight;

    UseCase(String english, String german, double weight) {
        this.english = english;
        this.german = german;
        this.weight = weight;
    }
}
