package io.prox.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A list of leads with all that a file may not give away or be fooled by: names, e-mail addresses
/// and phone numbers that are found again by their text, a column that knows the outcome, and cells
/// that a spreadsheet would run.
final class InventedCrm {
    static final int ROWS = 400;

    /// Parts of personal values; none of them is a word of a report or of code.
    static final List<String> PERSONAL =
            List.of("Zyxomir", "Quandelwhistle", "zyxomir.", "5550177", "@quandel-mail.example");

    static final String HEADER = "Lead;Name;Email;Phone;Source;Visits;Note;Lost reason;Stage";

    private InventedCrm() {}

    /// Leads that convert more often the more they visit, and from `Referral`.
    static Path write(Path file) throws IOException {
        var lines = new ArrayList<String>();
        lines.add(HEADER);
        var random = new Random(5);
        for (int row = 0; row < ROWS; row++) {
            int visits = random.nextInt(20);
            String source = List.of("Web", "Fair", "Referral").get(random.nextInt(3));
            double chance =
                    1 / (1 + Math.exp(3 - 0.25 * visits - (source.equals("Referral") ? 1 : 0)));
            boolean won = random.nextDouble() < chance;
            lines.add(
                    "A%05d;Zyxomir%d Quandelwhistle;zyxomir.%d@quandel-mail.example;+49 171 5550177%02d;%s;%d;%s;%s;%s"
                            .formatted(
                                    random.nextInt(100_000),
                                    row,
                                    row,
                                    row % 100,
                                    source,
                                    visits,
                                    row % 7 == 0 ? "=HYPERLINK(\"http://x\")" : "seen",
                                    won ? "" : List.of("price", "rival").get(row % 2),
                                    won ? "Won" : "Lost"));
        }
        return Files.write(file, lines);
    }
}
