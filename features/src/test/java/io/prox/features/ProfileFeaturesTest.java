package io.prox.features;

import static io.prox.features.Columns.category;
import static io.prox.features.Columns.numbers;
import static io.prox.features.Columns.table;
import static io.prox.features.Columns.text;
import static io.prox.features.Columns.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.prox.tables.Column;
import io.prox.tables.ColumnSchema;
import io.prox.tables.Kind;
import io.prox.tables.Table;
import io.prox.tables.ValueColumn;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileFeaturesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ada@acme.com                | company    | no  | any country
                    ada@acme.de                 | company    | no  | de
                    Info@Acme.co.uk             | company    | yes | uk
                    sales-emea@acme.io          | company    | yes | any country
                    support2@acme.fr            | company    | yes | fr
                    salesman.joe@acme.fr        | company    | no  | fr
                    ada.lovelace@gmail.com      | free mail  | no  | any country
                    ada+list@yahoo.co.in        | free mail  | no  | in
                    ada@hotmail.fr              | free mail  | no  | fr
                    ada@gmx.at                  | free mail  | no  | at
                    ada@mail.t-online.de        | free mail  | no  | de
                    ada@live.io                 | company    | no  | any country
                    ada@mit.edu                 | education  | no  | any country
                    ada@cs.ox.ac.uk             | education  | no  | uk
                    ada@uni-bonn.de             | education  | no  | de
                    ada@nasa.gov                | government | no  | any country
                    ada@service.gov.uk          | government | no  | uk
                    ada@meti.go.jp              | government | no  | jp
                    x1@mailinator.com           | disposable | no  | any country
                    "Ada" <ada@acme.de>         | company    | no  | de
                    mailto:ada@acme.de          | company    | no  | de
                    not an address              | unreadable | missing | missing
                    @acme.de                    | unreadable | missing | missing
                    ada@localhost               | unreadable | missing | missing
                    """)
    void anAddressSaysWhatKindOfMailboxItIs(
            String address, String kind, String role, String country) {
        Table derived = ProfileFeatures.derive(table(text("Email", Kind.EMAIL, address)));

        assertThat(words(derived, "Email: given", 0)).isEqualTo("is given");
        assertThat(words(derived, "Email: kind of address", 0)).isEqualTo(kind);
        assertThat(words(derived, "Email: role address", 0))
                .isEqualTo(said(role, "is a person's address", "is a role address, as info@ is"));
        assertThat(words(derived, "Email: country of address", 0)).isEqualTo(country);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    +49 (0)171 1234567   | Germany                | yes
                    0049 228 123456      | Germany                | no
                    +1 (212) 555-0100    | US, Canada, Caribbean  | missing
                    +44 7700 900123      | United Kingdom         | yes
                    +44 20 7946 0000     | United Kingdom         | no
                    +385 91 234 5678     | Croatia                | yes
                    +999 123456789       | unknown country        | missing
                    0171 1234567         | without country        | missing
                    555-0100 ext. 12     | without country        | missing
                    12                   | missing                | missing
                    n/a                  | missing                | missing
                    """)
    void aNumberSaysItsCountryAndWhereSureWhetherItIsAMobile(
            String number, String country, String mobile) {
        Table derived = ProfileFeatures.derive(table(text("Phone", Kind.PHONE, number)));

        assertThat(words(derived, "Phone: country of number", 0)).isEqualTo(country);
        assertThat(words(derived, "Phone: mobile", 0))
                .isEqualTo(said(mobile, "is no mobile number", "is a mobile number"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    https://www.google.co.uk/search?q=ada+lovelace         | search engine    | 1.0 | other page     | missing     | missing
                    https://www.linkedin.com/in/ada-lovelace               | business network | 2.0 | other page     | missing     | missing
                    https://t.co/x7                                        | social network   | 1.0 | other page     | missing     | missing
                    https://acme.com                                       | another site     | 0.0 | front page     | missing     | missing
                    acme.com/pricing?utm_medium=CPC&utm_source=google      | another site     | 1.0 | prices         | paid search | Google
                    /de/kontakt.html#form                                  | no site          | 2.0 | contact        | missing     | missing
                    https://acme.com/blog/2026/x?utm_medium=ada@acme.de    | another site     | 3.0 | blog or news   | other medium | missing
                    https://ada:secret@acme.com:8080/demo?gclid=1          | another site     | 1.0 | demo or trial  | paid search | missing
                    """)
    void anAddressOfAPageSaysWhereAndWhat(
            String url, String site, String depth, String topic, String medium, String source) {
        Table derived = ProfileFeatures.derive(table(text("Page", Kind.URL, url)));

        assertThat(words(derived, "Page: kind of site", 0)).isEqualTo(site);
        assertThat(words(derived, "Page: depth of page", 0)).isEqualTo(depth);
        assertThat(words(derived, "Page: topic of page", 0)).isEqualTo(topic);
        assertThat(words(derived, "Page: campaign medium", 0)).isEqualTo(medium);
        assertThat(words(derived, "Page: campaign source", 0)).isEqualTo(source);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Do you ship to Norway?       | 5.0 | yes | no
                    We don't need 2.5 of them.   | 6.0 | no  | yes
                    Größe: well-known            | 2.0 | no  | no
                    ...                          | 0.0 | no  | no
                    """)
    void textSaysItsLengthAndForm(String cell, String length, String question, String digits) {
        Table derived = ProfileFeatures.derive(table(text("Note", Kind.TEXT, cell)));

        assertThat(words(derived, "Note: length in words", 0)).isEqualTo(length);
        assertThat(words(derived, "Note: question", 0))
                .isEqualTo(said(question, "asks no question", "asks a question"));
        assertThat(words(derived, "Note: digits", 0))
                .isEqualTo(said(digits, "has no digits", "has digits"));
    }

    @ParameterizedTest
    @EnumSource(names = {"EMAIL", "PHONE", "URL", "TEXT"})
    void aMissingCellIsNotGivenAndAllElseIsMissing(Kind kind) {
        Table derived = ProfileFeatures.derive(table(text("Field", kind, "")));

        assertThat(words(derived, "Field: given", 0)).isEqualTo("is not given");
        assertThat(derived.columns().subList(1, derived.columns().size()))
                .isNotEmpty()
                .allMatch(column -> column.isMissing(0));
    }

    @Test
    void valuesPassThroughAndColumnsWithoutValueLeaveNothing() {
        ValueColumn visits = numbers("visits", 1, Double.NaN);
        ValueColumn source = category("source", List.of("web", "fair"), 1, 0);

        Table derived =
                ProfileFeatures.derive(
                        table(
                                visits,
                                text("id", Kind.IDENTIFIER, "a", "b"),
                                text("file", Kind.CONSTANT, "x", "x"),
                                text("again", Kind.DUPLICATE, "1", "2"),
                                source));

        assertThat(derived.columns()).containsExactly(visits, source);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void schemasForetellWhatComesOut(Kind kind) {
        Column column =
                kind.isValue() ? numbers("column", 1, 2) : text("column", kind, "ada@acme.de", "");
        Table table = table(numbers("before", 3, 4), column, text("note", Kind.TEXT, "", "Why?"));

        List<ColumnSchema> foretold =
                ProfileFeatures.schemas(table.columns().stream().map(Column::schema).toList());

        assertThat(ProfileFeatures.derive(table).columns())
                .extracting(Column::schema)
                .isEqualTo(foretold);
    }

    @Test
    void derivedColumnsRememberTheirSource() {
        List<ColumnSchema> schemas =
                ProfileFeatures.schemas(List.of(text("Work e-mail", Kind.EMAIL).schema()));

        assertThat(schemas)
                .hasSize(4)
                .allSatisfy(
                        schema -> {
                            assertThat(schema.source()).isEqualTo("Work e-mail");
                            assertThat(schema.name()).startsWith("Work e-mail: ");
                        });
    }

    @Test
    void aDerivedNameStepsAsideForAColumnOfTheFile() {
        Table derived =
                ProfileFeatures.derive(
                        table(
                                text("Email", Kind.EMAIL, "ada@acme.de"),
                                numbers("Email: given", 7)));

        assertThat(derived.column("Email: given").map(column -> column.schema().source()))
                .contains("Email: given");
        assertThat(words(derived, "Email: given'", 0)).isEqualTo("is given");
    }

    @Test
    void rowsDoNotInfluenceOneAnother() {
        String[] cells = {"ada@acme.de", "", "info@gmail.com", "x"};
        Table whole = ProfileFeatures.derive(table(text("Email", Kind.EMAIL, cells)));

        for (int row = 0; row < cells.length; row++) {
            Table alone = ProfileFeatures.derive(table(text("Email", Kind.EMAIL, cells[row])));
            for (Column column : whole.columns()) {
                assertThat(words(alone, column.name(), 0))
                        .isEqualTo(words(whole, column.name(), row));
            }
        }
    }

    /// No text of a cell can reach a level, because levels are made without the cells; and of an
    /// address, nothing but whether a role reads it depends on the part before the sign.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noPartOfALocalNameComesOut(long seed) {
        var random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            String local = "q" + Long.toString(random.nextLong(1L << 40, 1L << 60), 36);
            String domain = random.nextBoolean() ? "@gmail.com" : "@acme-works.de";
            Table derived =
                    ProfileFeatures.derive(
                            table(
                                    text("Email", Kind.EMAIL, local + domain, "zz" + domain),
                                    text("Note", Kind.TEXT, local, "zz"),
                                    text(
                                            "Page",
                                            Kind.URL,
                                            "https://x.de/a?utm_source=" + local,
                                            "https://x.de/a?utm_source=zz")));

            for (Column column : derived.columns()) {
                assertThat(column.schema().levels()).noneMatch(level -> level.contains(local));
                if (!column.name().equals("Note: digits")) {
                    assertThat(words(derived, column.name(), 0))
                            .isEqualTo(words(derived, column.name(), 1));
                }
            }
        }
    }

    /// The levels that yes and no of a table above stand for; any other word stands for itself.
    private static String said(String word, String no, String yes) {
        return switch (word) {
            case "no" -> no;
            case "yes" -> yes;
            default -> word;
        };
    }
}
