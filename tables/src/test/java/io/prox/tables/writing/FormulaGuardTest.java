package io.prox.tables.writing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaGuardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "=HYPERLINK(\"http://x\")",
                "+1+1",
                "-1+1",
                "-cmd|' /C calc'!A0",
                "@SUM(1)",
                "\t=1",
                "\0=1",
                "\r=1",
                "\n=1",
                "＝1",
                "＋1",
                "－1",
                "＠x",
                "+",
                "-",
                "-5-3",
                "+1.2.3",
                " =1+1",
                "-1,2,3",
                "-5e3+A1"
            })
    void neutralisesWhatASpreadsheetMightRun(String text) {
        assertThat(FormulaGuard.neutral(text)).isEqualTo("'" + text);
        assertThat(FormulaGuard.restored("'" + text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "-5", "+3.2", "-1,5", "5", "abc", "a=b", "1-2", "'=1", "0.5", "a@b.com", " x"
            })
    void leavesOtherTextAlone(String text) {
        assertThat(FormulaGuard.neutral(text)).isEqualTo(text);
        assertThat(FormulaGuard.restored("'" + text)).isEqualTo("'" + text);
    }
}
