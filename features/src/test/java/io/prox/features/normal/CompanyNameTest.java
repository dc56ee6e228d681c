package io.prox.features.normal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompanyNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    acme              | Acme; ACME; Acme GmbH; ACME GMBH & Co. KG; Acme AG; Acme Inc.; Acme, Inc; Acme Ltd.; Acme LLC; Acme L.L.C.; Acme Corp; Acme Corporation; Acme plc; Acme S.A.; Acme SA; Acme S.A.S.; Acme SARL; Acme S.à r.l.; SARL Acme; Acme S.L.; Acme S.A. de C.V.; Acme S.p.A.; Acme S.r.l.; Acme B.V.; Acme N.V.; Acme A/S; Acme Oy; Acme AB; Acme Sp. z o.o.; Acme s.r.o.; Acme Pty Ltd; Acme Pvt. Ltd.; Acme Co., Ltd.; The Acme Company; Acme Ltda.; Acme GesmbH; Acme UG (haftungsbeschränkt); Acme e.K.; Acme SE; OOO Acme; "Acme"
                    muller sohne      | Müller & Söhne GmbH; Mueller und Soehne; MÜLLER + SÖHNE KG; Muller et Sohne SA
                    marks spencer     | Marks & Spencer; Marks and Spencer plc; MARKS + SPENCER
                    johnson johnson   | Johnson & Johnson; Johnson and Johnson Inc.
                    hm                | H&M; H & M; H+M
                    deutsche bank     | Deutsche Bank AG; DEUTSCHE BANK
                    boing             | The Boeing Company; Boeing
                    3m                | 3M; 3M Company; 3M Co.
                    ag                | AG
                    ооо               | ооо
                    sapient           | Sapient; Sapient Corporation
                    cobalt            | Cobalt Inc
                    """)
    void spellingsOfOneCompanyHaveOneKey(String key, String names) {
        for (String name : names.split("; ", -1)) {
            assertThat(CompanyName.of(name).map(CompanyName::key)).as(name).contains(key);
        }
    }

    @Test
    void differentCompaniesKeepDifferentKeys() {
        assertThat(key("Bank of America")).isNotEqualTo(key("Bank of Austria"));
        assertThat(key("Siemens Energy AG")).isNotEqualTo(key("Siemens AG"));
        assertThat(key("Acme Holding GmbH")).isNotEqualTo(key("Acme GmbH"));
        assertThat(key("Y Combinator")).isEqualTo("y combinator");
    }

    @Test
    void aNameIsShownAsItWasWritten() {
        assertThat(CompanyName.of("  \"Müller  &\tSöhne GmbH\" ").orElseThrow().display())
                .isEqualTo("Müller & Söhne GmbH");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-", "&", "..."})
    void withoutLettersThereIsNoName(String text) {
        assertThat(CompanyName.of(text)).isEmpty();
    }

    private static String key(String name) {
        return CompanyName.of(name).orElseThrow().key();
    }
}
