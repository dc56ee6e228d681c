package io.prox.tracker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.json.JsonMapper;

/// The script as it was built: what it is served under, what pages hold it to, and its bytes.
///
/// Bytes are handed out as copies, so whoever serves them keeps theirs.
public final class Tracker {
    private static final String SCRIPT = "prox.js";

    private final Built built;
    private final byte[] plain;
    private final byte[] brotli;
    private final byte[] gzip;

    private record Built(String version, String integrity) {}

    private Tracker(Built built, byte[] plain, byte[] brotli, byte[] gzip) {
        this.built = built;
        this.plain = plain;
        this.brotli = brotli;
        this.gzip = gzip;
    }

    /// Reads the script that comes with this class.
    public static Tracker load() {
        return new Tracker(
                JsonMapper.shared().readValue(read("tracker.json"), Built.class),
                read(SCRIPT),
                read(SCRIPT + ".br"),
                read(SCRIPT + ".gz"));
    }

    private static byte[] read(String name) {
        try (InputStream stream = Tracker.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("The build left out " + name);
            }
            return stream.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Another one for other bytes, so that what is under `/prox/VERSION/` never changes:
    /// `0.1.0-3f9a1c2b`.
    public String version() {
        return built.version();
    }

    /// For the attribute `integrity` of the element that loads it: `sha384-…`.
    public String integrity() {
        return built.integrity();
    }

    /// As JavaScript in ASCII.
    public byte[] bytes() {
        return plain.clone();
    }

    /// For clients that accept `br`.
    public byte[] brotli() {
        return brotli.clone();
    }

    /// For clients that accept `gzip`.
    public byte[] gzip() {
        return gzip.clone();
    }
}
