package io.prox.engines;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/// The passwords of a data directory: drawn once, kept in a file that only its owner can read.
final class Secrets {
    private static final int BYTES = 24;
    private static final String SUPERUSER = "postgresql.superuser";
    private static final String OWNER = "postgresql.owner";

    private final String superuser;
    private final String owner;

    private Secrets(String superuser, String owner) {
        this.superuser = superuser;
        this.owner = owner;
    }

    /// Reads the file, or draws new passwords if there is none.
    static Secrets keptIn(Path file) throws IOException {
        if (!Files.exists(file)) {
            var random = new SecureRandom();
            String text = "%s=%s\n%s=%s\n".formatted(SUPERUSER, draw(random), OWNER, draw(random));
            WholeFile.write(file, text.getBytes(US_ASCII));
        }
        var kept = new Properties();
        kept.load(new StringReader(Files.readString(file, US_ASCII)));
        return new Secrets(required(kept, SUPERUSER, file), required(kept, OWNER, file));
    }

    /// Letters, digits, `-` and `_` only, so that it needs no quoting anywhere.
    String superuser() {
        return superuser;
    }

    /// Letters, digits, `-` and `_` only, so that it needs no quoting anywhere.
    String owner() {
        return owner;
    }

    private static String draw(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String required(Properties kept, String name, Path file) {
        String password = kept.getProperty(name, "");
        if (!password.matches("[A-Za-z0-9_-]+")) {
            throw new EnginesException(
                    "The file of passwords %s has no proper %s; bring it back from a backup"
                            .formatted(file, name));
        }
        return password;
    }
}
