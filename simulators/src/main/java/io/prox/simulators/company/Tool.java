package io.prox.simulators.company;

import java.util.List;

/// What a lead plans with today. The competitors are invented.
enum Tool {
    SPREADSHEET("Spreadsheet", "Tabelle", 34),
    PAPER("Paper and whiteboard", "Papier und Tafel", 12),
    IN_HOUSE("Built in-house", "Eigenbau", 10),
    ERP_MODULE("ERP module", "ERP-Modul", 16),
    SHIFTORA("Shiftora", "Shiftora", 12),
    PLANOVIA("Planovia", "Planovia", 8),
    NOTHING("No tool", "Kein Werkzeug", 8);

    static final Shares<Tool> SHARES = Shares.of(List.of(values()), tool -> tool.weight);

    final String english;
    final String german;
    private final double weight;

    Tool(String english, String german, double weight) {
        this.english = english;
        this.german = german;
        this.weight = weight;
    }
}
