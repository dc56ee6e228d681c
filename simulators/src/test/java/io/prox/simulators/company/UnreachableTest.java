package io.prox.simulators.company;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.simulators.company.CompanyCall.FieldsChanged;
import io.prox.simulators.company.CompanyCall.LeadUpserted;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever comes out may be shown, mailed or dialled by mistake: it must reach nobody.
final class UnreachableTest {
    /// A second-level name under `example` (RFC 2606, RFC 6761), or a mailbox of a provider that
    /// gives none with an underscore.
    private static final Pattern NOBODYS_ADDRESS =
            Pattern.compile("[^@]+@[a-z0-9-]+\\.example|[a-z]+_[a-z]+_[0-9]+@gmail\\.com");

    /// The ranges of the regulators that [PhoneNumbers] names, written down once more.
    private static final List<Pattern> NOBODYS_NUMBERS =
            Stream.of(
                            "49(3023125|6990009|4066969|2214710|8999998)[0-9]{5}",
                            "33(19900|26191|35301|46571|53649|63998)[0-9]{4}",
                            "441(1[345678]|21|31|41|51|61)4960[0-9]{3}",
                            "44(1914980|2079460|2920180|1632960|7700900)[0-9]{3}",
                            "1[2-9][0-9]{2}55501[0-9]{2}",
                            "61[2378](5550|7010)[0-9]{4}")
                    .map(Pattern::compile)
                    .toList();

    @Test
    void holdsForEveryPersonInvented() {
        assertThat(Companies.USUAL.leads())
                .allSatisfy(
                        lead -> {
                            assertThat(lead.person().email()).matches(NOBODYS_ADDRESS);
                            lead.person().phone().ifPresent(UnreachableTest::assertNobodys);
                        });
    }

    @Test
    void holdsForEveryRowWritten(@TempDir Path folder) throws IOException {
        int phones = 0;
        for (WrittenFile file : CompanyFiles.write(Companies.SMALL, folder)) {
            for (ReadRow row : ReadRow.read(file)) {
                if (row.isLead()) {
                    assertThat(row.email().toLowerCase(Locale.ROOT)).matches(NOBODYS_ADDRESS);
                }
                if (row.phone().length() > 10) {
                    assertNobodys(row.phone());
                    phones++;
                }
            }
        }
        assertThat(phones).isGreaterThan(500);
    }

    @Test
    void holdsForEveryCall() {
        Companies.SMALL
                .calls(Companies.NOW.minus(Duration.ofDays(20)), Duration.ofSeconds(2))
                .limit(10_000)
                .map(UnreachableTest::fields)
                .forEach(
                        fields -> {
                            if (fields.containsKey("email")) {
                                assertThat(fields.get("email")).matches(NOBODYS_ADDRESS);
                            }
                            if (fields.containsKey("phone")) {
                                assertNobodys(fields.get("phone"));
                            }
                        });
    }

    private static Map<String, String> fields(CompanyCall call) {
        return switch (call) {
            case LeadUpserted upserted -> upserted.fields();
            case FieldsChanged changed -> changed.fields();
            case CompanyCall.LeadWon _, CompanyCall.LeadLost _ -> Map.of();
        };
    }

    @Test
    void leavesEveryPersonANumberOfTheirOwn() {
        List<String> numbers =
                Companies.USUAL.leads().stream()
                        .map(Lead::person)
                        .distinct()
                        .flatMap(person -> person.phone().stream())
                        .toList();

        assertThat(numbers.stream().distinct().count()).isGreaterThan(numbers.size() * 99L / 100);
    }

    private static void assertNobodys(String number) {
        String digits = number.replace("(0)", "").replaceAll("[^0-9]", "").replaceFirst("^00", "");
        assertThat(NOBODYS_NUMBERS)
                .as(number)
                .anyMatch(pattern -> pattern.matcher(digits).matches());
    }
}
