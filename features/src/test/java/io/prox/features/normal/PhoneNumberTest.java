package io.prox.features.normal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.prox.features.normal.Reading.Read;
import io.prox.features.normal.Reading.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneNumberTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    +49 171 1234567          | +491711234567  | DE
                    0049 171 1234567         | +491711234567  | DE
                    +49 (0)171 / 12 34 567   | +491711234567  | DE
                    +49-171-1234567 ext. 12  | +491711234567  | DE
                    tel: +49 171 1234567     | +491711234567  | DE
                    (+49) 171 1234567        | +491711234567  | DE
                    +1 (212) 555-0100        | +12125550100   | US
                    +1 416 967 1111          | +14169671111   | CA
                    +44 20 7946 0000         | +442079460000  | GB
                    +44 (0) 20 7946 0000 x9  | +442079460000  | GB
                    +39 02 1234 5678         | +390212345678  | IT
                    +33 6 12 34 56 78        | +33612345678   | FR
                    +34 612 345 678          | +34612345678   | ES
                    """)
    void aNumberWithItsCountryIsUniqueInTheWorld(String written, String digits, String country) {
        PhoneNumber number = PhoneNumber.read(written).found().orElseThrow();

        assertThat(number.digits()).isEqualTo(digits);
        assertThat(number.isInternational()).isTrue();
        assertThat(number.country()).contains(country);
    }

    @Test
    void withoutCountryTheDigitsStayAsTheyAre() {
        PhoneNumber number = PhoneNumber.read("0171 / 123-4567").found().orElseThrow();

        assertThat(number.digits()).isEqualTo("01711234567");
        assertThat(number.isInternational()).isFalse();
        assertThat(number.country()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0171 1234567, DE, +491711234567",
        "(212) 555-0100, US, +12125550100",
        "1-212-555-0100, US, +12125550100",
        "06 12 34 56 78, FR, +33612345678",
        "020 7946 0000, GB, +442079460000",
        "02 1234 5678, IT, +390212345678",
        "+49 171 1234567, US, +491711234567",
    })
    void theLeadsCountryCompletesANumber(String written, String country, String digits) {
        assertThat(PhoneNumber.read(written, Country.ofCode(country)))
                .isEqualTo(new Read<>(new PhoneNumber(digits)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''               | has no digits
                    n/a              | has no digits
                    12               | has 2 digits, a number has 6 to 15
                    1234567890123456 | has 16 digits, a number has 6 to 15
                    000000000        | is one digit over and over
                    +999 12345678    | has a country's code that no country has
                    +49 1            | has too few digits
                    +49 12345678901234567890 | has too many digits
                    +1 212 555 01000 | has more digits than numbers of its country
                    """)
    void whatIsNoNumberSaysWhy(String written, String reason) {
        assertThat(PhoneNumber.read(written)).isEqualTo(new Refused<>(reason));
    }

    @Test
    void digitsOfAnyScriptAreDigits() {
        assertThat(PhoneNumber.read("٠١٧١١٢٣٤٥٦٧"))
                .isEqualTo(new Read<>(new PhoneNumber("01711234567")));
    }

    @Test
    void onlyDigitsMakeANumber() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PhoneNumber("+49 171 1234567"));
    }
}
