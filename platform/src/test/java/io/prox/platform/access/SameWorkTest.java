package io.prox.platform.access;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.MutableClock;
import io.prox.platform.database.TestDatabase;
import io.prox.platform.ids.Identifiers;
import io.prox.platform.sealing.MasterKey;
import io.prox.platform.sealing.Sealing;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/// What a sign-in costs does not tell who has an account: in memory, passes and lanes of the hash,
/// and in the lengths of its salt and result, not in milliseconds, which a busy machine bends.
class SameWorkTest {
    private static final String PASSWORD = "correct horse battery";

    @TempDir private Path folder;

    private final Recording passwords = new Recording();
    private TestDatabase test;
    private Users users;
    private WorkspaceId workspace;

    @BeforeEach
    void start() {
        var clock = new MutableClock(Instant.parse("2026-03-02T09:00:00Z"));
        var chance = new SecureRandom();
        test = new TestDatabase();
        var identifiers = new Identifiers(clock, chance);
        var sealing =
                new Sealing(
                        test.database(),
                        MasterKey.readOrMake(folder.resolve("master.key")),
                        chance,
                        clock);
        users = new Users(test.database(), sealing, identifiers, clock, passwords);
        workspace =
                new Workspaces(test.database(), sealing, identifiers, clock)
                        .make("Acme", false)
                        .id();
        String known = invite("known@example.com");
        users.setPassword(workspace, known, PASSWORD);
        invite("invited@example.com");
        String left = invite("left@example.com");
        users.setPassword(workspace, left, PASSWORD);
        users.deactivate(workspace, left);
    }

    @AfterEach
    void stop() {
        test.close();
    }

    @Test
    void hashesOnceAndTheSameWhoeverIsNamedAndWhateverIsGiven() {
        List<String> right = workOf("known@example.com", PASSWORD);

        assertThat(right).hasSize(1);
        assertThat(workOf("known@example.com", "wrong")).isEqualTo(right);
        for (String email :
                List.of("nobody@example.com", "invited@example.com", "left@example.com", "")) {
            assertThat(workOf(email, PASSWORD)).as(email).isEqualTo(right);
        }
        assertThat(workOf("known@example.com", "\uD800")).as("no text").isEqualTo(right);
    }

    private String invite(String email) {
        return users.invite(workspace, "A Person", email, Role.VIEWER).orElseThrow().id();
    }

    private List<String> workOf(String email, String password) {
        passwords.work.clear();
        boolean proven = users.prove(email, password).isPresent();
        assertThat(proven).isEqualTo(email.startsWith("known") && password.equals(PASSWORD));
        return List.copyOf(passwords.work);
    }

    /// Hashes as the product does, and notes what each comparison takes.
    private static final class Recording implements PasswordEncoder {
        private final PasswordEncoder real = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
        private final List<String> work = new ArrayList<>();

        @Override
        public @Nullable String encode(@Nullable CharSequence password) {
            return real.encode(password);
        }

        /// An encoded password is `$argon2id$v=19$m=…,t=…,p=…$SALT$HASH`.
        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
            String[] parts = requireNonNull(encoded).split("\\$", -1);
            work.add(
                    "%s %s %s %d %d"
                            .formatted(
                                    parts[1],
                                    parts[2],
                                    parts[3],
                                    parts[4].length(),
                                    parts[5].length()));
            return real.matches(password, encoded);
        }
    }
}
