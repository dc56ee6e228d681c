package io.prox.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.features.fields.StandardField;
import io.prox.features.fields.StandardField.Group;
import io.prox.tables.ColumnSchema;
import io.prox.tables.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// `docs/reference/fields.md` is made from [StandardField]. Run with `-Dprox.update-docs` to write
/// it.
class FieldsPageTest {
    private static final Path PAGE = Path.of("../docs/reference/fields.md");

    @Test
    void thePageSaysWhatTheCodeSays() throws IOException {
        String page = page();
        if (System.getProperty("prox.update-docs") != null) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE))
                .as("stale: run mvn -pl features -am test -Dprox.update-docs")
                .isEqualTo(page);
    }

    private static String page() {
        var page =
                new StringBuilder(
                        """
                        # Fields of a lead

                        The fields whose meaning ProX knows. Whatever else a file or a form holds is a column of your own: ProX learns from it
                        without knowing what it means. [Lead](../concepts/lead.md) says what happens to them.

                        *Key* is the name in the API; *label* the name that people see. A field that is *sealed* is encrypted at the door, and only
                        what is derived from it goes on. Generated from the code; do not edit.
                        """);
        for (Group group : Group.values()) {
            page.append(
                    "\n## %s\n\n| key | label | value | sealed | why | what goes on |\n|---|---|---|---|---|---|\n"
                            .formatted(group.words()));
            for (StandardField field : StandardField.values()) {
                if (field.group() == group) {
                    page.append(
                            "| `%s` | %s | %s | %s | %s | %s |\n"
                                    .formatted(
                                            field.key(),
                                            field.label(),
                                            field.type().words(),
                                            field.identifies() ? "yes" : "no",
                                            field.privacyReason(),
                                            goesOn(field)));
                }
            }
        }
        page.append(
                """

                ## Derived values

                | name | value |
                |---|---|
                """);
        for (StandardField field : StandardField.values()) {
            for (ColumnSchema schema : DerivedCells.schemas(field)) {
                page.append("| %s | %s |\n".formatted(schema.name(), values(schema)));
            }
        }
        return page.toString();
    }

    private static String goesOn(StandardField field) {
        List<ColumnSchema> schemas = DerivedCells.schemas(field);
        if (!schemas.isEmpty()) {
            return schemas.stream()
                    .map(schema -> schema.name().substring(field.label().length() + 2))
                    .collect(Collectors.joining(", "));
        }
        return DerivedCells.of(field, "x").isEmpty() ? "nothing into features" : "itself";
    }

    /// The levels, or how many there are where they fill a page.
    private static String values(ColumnSchema schema) {
        if (schema.kind() == Kind.NUMBER) {
            return "a number";
        }
        List<String> levels = schema.levels();
        return levels.size() > 20
                ? "one of %d, such as %s".formatted(levels.size(), levels.getLast())
                : String.join("; ", levels);
    }
}
