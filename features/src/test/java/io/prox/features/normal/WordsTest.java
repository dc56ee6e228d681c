package io.prox.features.normal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "LeadSource, lead source",
        "hs_lead_status, hs lead status",
        "E-Mail-Adresse, e mail adresse",
        "CRMId, crm id",
        "Address1, address 1",
        "UTMCampaign, utm campaign",
        "Straße, strasse",
        "São Paulo (Brasil), sao paulo brasil",
        "Secteur d'activité, secteur d activite",
        "contact's data, contacts data",
        "NumberOfEmployees__c, number of employees c",
    })
    void aNameHasItsWords(String name, String words) {
        assertThat(String.join(" ", Words.ofName(name))).isEqualTo(words);
    }

    @Test
    void codesAreNoSpelledUmlauts() {
        assertThat(Words.withoutSpelledUmlauts("mueller")).isEqualTo("muller");
        assertThat(Words.withoutSpelledUmlauts("uae")).isEqualTo("uae");
    }
}
