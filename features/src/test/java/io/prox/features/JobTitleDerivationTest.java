package io.prox.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.features.fields.StandardField;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobTitleDerivationTest {

    @ParameterizedTest
    @CsvFileSource(resources = "job-titles.txt", delimiter = '|', commentCharacter = '#')
    void aTitleSaysRankAndDepartment(String title, String seniority, String department) {
        Map<String, String> cells = DerivedCells.of(StandardField.JOB_TITLE, title);

        assertThat(cells.get("Job title: seniority")).isEqualTo(seniority);
        assertThat(cells.getOrDefault("Job title: department", "missing")).isEqualTo(department);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "-", "???"})
    void noWordSaysNothing(String title) {
        assertThat(DerivedCells.of(StandardField.JOB_TITLE, title))
                .doesNotContainKeys("Job title: seniority", "Job title: department");
    }

    @Test
    void caseAccentsAndMarksDoNotMatter() {
        assertThat(DerivedCells.of(StandardField.JOB_TITLE, "DIRECTRICE GENERALE"))
                .isEqualTo(DerivedCells.of(StandardField.JOB_TITLE, "directrice générale"));
        assertThat(DerivedCells.of(StandardField.JOB_TITLE, "head-of-sales"))
                .isEqualTo(DerivedCells.of(StandardField.JOB_TITLE, "Head of Sales"));
    }
}
