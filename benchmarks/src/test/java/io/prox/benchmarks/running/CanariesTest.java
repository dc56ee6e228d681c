package io.prox.benchmarks.running;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CanariesTest {
    private static final String WORD = "Zwergkanarie";

    private final Canaries canaries = new Canaries(List.of("nowhere-found", WORD));
    private final Map<String, Integer> found = new HashMap<>();

    @ParameterizedTest
    @ValueSource(strings = {WORD, "zwergkanarie", "ZWERGKANARIE", "an old zZwergkanarie."})
    void findsAWordInAnyCase(String text) {
        canaries.count(text, found);

        assertThat(found).isEqualTo(Map.of(WORD, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc", "abcd"})
    void findsAWordInBase64WhereverItBegins(String before) {
        String text = before + WORD + " sings";

        canaries.count(Base64.getEncoder().encodeToString(text.getBytes(UTF_8)), found);

        assertThat(found).containsOnlyKeys(WORD);
    }

    @Test
    void findsAWordInHexadecimalDigitsAndInUtf16() {
        canaries.count(HexFormat.of().formatHex(WORD.getBytes(UTF_8)), found);
        canaries.count(new String(WORD.getBytes(UTF_16LE), ISO_8859_1), found);

        assertThat(found).isEqualTo(Map.of(WORD, 2));
    }

    @Test
    void findsNothingInAWordThatIsCutShort() {
        canaries.count(WORD.substring(0, WORD.length() - 1), found);

        assertThat(found).isEmpty();
    }

    @Test
    void findsAWordWhereTwoPiecesOfAFileMeet(@TempDir Path folder) throws IOException {
        byte[] content = new byte[(8 << 20) + 100];
        Arrays.fill(content, (byte) 'x');
        byte[] word = WORD.getBytes(UTF_8);
        System.arraycopy(word, 0, content, (8 << 20) - 5, word.length);
        Files.write(folder.resolve("file"), content);

        assertThat(canaries.search(folder)).isEqualTo(Map.of(WORD, 1));
    }
}
