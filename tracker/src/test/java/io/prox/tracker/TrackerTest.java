package io.prox.tracker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

final class TrackerTest {
    private final Tracker tracker = Tracker.load();

    @Test
    void namesItsContentInItsVersion() {
        assertThat(tracker.version()).matches("\\d+\\.\\d+\\.\\d+-[0-9a-f]{8}");
        assertThat(new String(tracker.bytes(), US_ASCII)).contains('"' + tracker.version() + '"');
    }

    @Test
    void tellsTheHashThatBrowsersCompute() throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-384").digest(tracker.bytes());

        assertThat(tracker.integrity())
                .isEqualTo("sha384-" + Base64.getEncoder().encodeToString(hash));
    }

    @Test
    void isTheSameWhenItIsPacked() throws IOException {
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(tracker.gzip()))) {
            assertThat(unpacked.readAllBytes()).isEqualTo(tracker.bytes());
        }
    }

    @Test
    void isSmall() {
        assertThat(tracker.brotli()).hasSizeBetween(1_000, 8_000);
        assertThat(tracker.gzip()).hasSizeBetween(1_000, 10_000);
    }

    @Test
    void runsByItselfAndWithoutStringsAsPrograms() {
        String script = new String(tracker.bytes(), US_ASCII);

        assertThat(script).startsWith("\"use strict\";(()=>{");
        assertThat(script).doesNotContain("eval(", "Function(", "import(", ".innerHTML");
    }

    @Test
    void keepsItsBytes() {
        tracker.bytes()[0] = 0;
        tracker.brotli()[0] = 0;
        tracker.gzip()[0] = 0;

        assertThat(tracker.bytes()).isEqualTo(Tracker.load().bytes());
        assertThat(tracker.brotli()).isEqualTo(Tracker.load().brotli());
        assertThat(tracker.gzip()).isEqualTo(Tracker.load().gzip());
    }
}
