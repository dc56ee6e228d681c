package io.prox.features.normal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTermsTest {
    private static final Set<SearchTerm> JUERGEN =
            SearchTerms.ofPerson(
                    List.of("Jürgen", "Müller-Lüdenscheidt", ""),
                    List.of("j.mueller@Acme.example"),
                    List.of("030 23125001", "+43 660 1234567"),
                    Optional.of(Country.ofCode("DE")));

    @Test
    void keepsAPersonByNamesAddressesAndNumbers() {
        assertThat(JUERGEN)
                .containsExactly(
                        new SearchTerm("email", "j.mueller@acme.example"),
                        new SearchTerm("name", "jurgen"),
                        new SearchTerm("name", "ludenscheidt"),
                        new SearchTerm("name", "muller"),
                        new SearchTerm("phone", "+43660" + "1234567"),
                        new SearchTerm("phone", "+493023125001"),
                        new SearchTerm("phone", "03023125001"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Juergen",
                "MUELLER",
                "Dr. Jürgen Müller",
                "Lüdenscheidt, Jurgen",
                "J.Mueller@acme.example",
                "<j.mueller@acme.example>",
                "030/23125001",
                "+49 30 23125-001",
                "0049 30 23125001",
                "0660 1234567"
            })
    void findsThePersonByWhatSomeoneTypes(String text) {
        assertThat(SearchTerms.ofQuery(text)).anyMatch(JUERGEN::containsAll);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Jürgen Maier",
                "mueller@acme.example",
                "030 23125002",
                "j.mueller@",
                "!",
                "Mül",
                ""
            })
    void findsNobodyByWhatIsNotTheirs(String text) {
        assertThat(SearchTerms.ofQuery(text)).noneMatch(JUERGEN::containsAll);
    }

    @Test
    void takesNoNumberWithItsCountryForOneOfAnother() {
        assertThat(SearchTerms.ofQuery("+49 30 23125001"))
                .containsExactly(new TreeSet<>(Set.of(new SearchTerm("phone", "+493023125001"))));
    }
}
