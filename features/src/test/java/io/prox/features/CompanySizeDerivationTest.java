package io.prox.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.features.fields.StandardField;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompanySizeDerivationTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1               | 1; 1.0; Self-employed; Freelancer; just me; 1 employee; autónomo
                    2-10            | 2; 7; 10; 2-10; 1-10; 1 - 10 employees; 02-Oct; 10-Feb; <10; fewer than 10; up to 10; Micro; 5 Mitarbeiter
                    11-50           | 11; 50; 11-50; 10-49; Nov-50; 11–50; <50; unter 50; moins de 50; 10+; Small; 20 to 40; de 11 a 50
                    51-200          | 51; 120; 200; 51-200; 51 - 200 employees; 50-99; 100-249; ca. 120 Mitarbeiter; 50+; 51-200employees; Medium
                    201-500         | 201; 250; 500; 201-500; 200+; more than 200; mehr als 250; plus de 250; más de 250; > 300; 250-499
                    501-1000        | 501; 1,000; 1.000; 1 000; 1000; 501-1000; 501-1,000; 500+; 500-999; 0.8k
                    1001-5000       | 1,001-5,000; 1.001-5.000; 1001 - 5000; 1000+; 1,000+; 1k-5k; 2.5k; 1000-4999; über 1.000
                    5001-10000      | 5001; 7500; 5,001-10,000; 5000-9999; 5k+; 10000
                    more than 10000 | 10001; 10000+; 10,001+; 10K+; 100,000; 250 000; 1 Mio; 10001+ employees
                    missing         | 0; unknown; n/a; Enterprise; -; many
                    """)
    void eachWayOfWritingHasItsBand(String band, String cells) {
        for (String cell : cells.split("; ", -1)) {
            assertThat(
                            DerivedCells.of(StandardField.COMPANY_SIZE, cell)
                                    .getOrDefault("Company size: band", "missing"))
                    .as(cell)
                    .isEqualTo(band);
        }
    }
}
