package io.prox.features.normal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameTokensTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Ada Lovelace                      | ada lovelace
                    LOVELACE, Ada                     | ada lovelace
                    Dr. Ada K. Lovelace               | ada lovelace
                    Herr Prof. Dr. Jürgen Weiß        | jurgen weiss
                    Juergen Weiss                     | jurgen weiss
                    Anne-Marie O'Brien                | anne marie obrien
                    Anne Marie O’Brien                | anne marie obrien
                    José García y Muñoz               | garcia jose munoz
                    Łukasz Żółw                       | lukasz zolw
                    Søren Ærø                         | aro soren
                    Иван Иванов                       | иван иванов
                    山田 太郎                          | 太郎 山田
                    Mr. J. R. Smith Jr.               | smith
                    Sam Smith 2                       | sam smith
                    """)
    void aNameHasItsTokensHoweverItIsWritten(String name, String tokens) {
        assertThat(NameTokens.of(name)).containsExactlyElementsOf(List.of(tokens.split(" ", -1)));
    }

    @Test
    void partsAndTheWholeHaveTheSameTokens() {
        assertThat(NameTokens.of("Jürgen", "Müller-Lüdenscheidt"))
                .isEqualTo(NameTokens.of("MUELLER LUEDENSCHEIDT, Juergen"))
                .isEqualTo(NameTokens.of("Jurgen Muller Ludenscheidt"));
    }

    @Test
    void whatElseWouldLeaveNothingCounts() {
        assertThat(NameTokens.of("J. R.")).containsExactly("j", "r");
        assertThat(NameTokens.of("Dr. No")).containsExactly("no");
        assertThat(NameTokens.of("Herr")).containsExactly("herr");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "-", "123", "?!"})
    void withoutLettersThereAreNone(String name) {
        assertThat(NameTokens.of(name)).isEmpty();
    }
}
