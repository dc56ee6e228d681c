package io.prox.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NameListTest {
    private static final List<String> COLUMNS = List.of("Tags", "City", "Company, legal", "a\"b");

    @Test
    void commasPartNamesAndBlanksAroundThemDoNotCount() {
        assertThat(NameList.split(List.of("Won, Closed Won", " Sold"))) //
                .containsExactly("Won", "Closed Won", "Sold");
    }

    @Test
    void quotesKeepACommaAndADoubledQuoteIsOne() {
        assertThat(NameList.columns("--exclude", List.of("\"Company, legal\",City"), COLUMNS))
                .containsExactly("Company, legal", "City");
        assertThat(NameList.columns("--exclude", List.of("\"a\"\"b\""), COLUMNS))
                .containsExactly("a\"b");
    }

    @Test
    void aValueThatIsAColumnIsNotParted() {
        assertThat(NameList.columns("--exclude", List.of("Company, legal", "Tags"), COLUMNS))
                .containsExactly("Company, legal", "Tags");
    }

    @Test
    void anAbsentColumnIsNamedWithTheOptionAndTheNearest() {
        assertThatThrownBy(() -> NameList.columns("--keep", List.of("tags"), COLUMNS))
                .isInstanceOf(UserMistake.class)
                .hasMessage("--keep: the file has no column 'tags'. Did you mean 'Tags'?");
    }
}
