package io.prox.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    private static final List<String> ABOUT =
            List.of("Ada Lovelace", "ada@acme-tractors.example", "Acme Tractors");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery",
                "tulip gravel anthem noon",
                "x7#kQ9!vTz2m",
                "Wir fahren am Montag nach Lyon"
            })
    void takesWhatIsHardToGuess(String password) {
        assertThat(Passwords.weakness(password, ABOUT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password123",
                "Password1!",
                "1234567890",
                "qwertyuiop",
                "aaaaaaaaaaaa",
                "iloveyou12",
                "Summer2026",
                "adalovelace1",
                "acmetractors",
                "Lovelace2026",
                "12345678901234567890"
            })
    void refusesWhatIsTriedFirst(String password) {
        assertThat(Passwords.weakness(password, ABOUT))
                .hasValueSatisfying(weakness -> assertThat(weakness).contains("easy to guess"));
    }

    @Test
    void refusesWhatIsShortOrEndless() {
        assertThat(Passwords.weakness("x7#kQ9!vT", ABOUT)).isPresent();
        assertThat(Passwords.weakness("x7#kQ9!vTz2m".repeat(11), ABOUT)).isPresent();
        assertThat(Passwords.weakness("x7#kQ9!vTz2m".repeat(10), ABOUT)).isEmpty();
    }
}
