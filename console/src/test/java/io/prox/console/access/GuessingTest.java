package io.prox.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.Role;
import io.prox.platform.access.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Those who guess passwords, and those who are not to suffer from it.
class GuessingTest {
    private static final int MOST_OF_AN_ACCOUNT = 5;
    private static final int MOST_OF_AN_ADDRESS = 50;

    private final ConsoleProcess console = ConsoleProcess.get();
    private final WorkspaceId workspace = console.makeWorkspace();
    private final User ada = console.makeUser(workspace, Role.VIEWER);
    private final Random random = new Random(workspace.value().hashCode());

    @Test
    void takesNoMorePasswordsForAWhile() {
        Browser guesser = elsewhere();
        guess(guesser, ada.email(), MOST_OF_AN_ACCOUNT);

        Browser user = elsewhere();
        user.meets(429, "too-many-requests", "POST", "/v1/session", right());

        assertThat(user.last().headers().firstValue("Retry-After")).contains("300");
        console.clock().advance(Duration.ofMinutes(5));
        user.does("POST", "/v1/session", right());
    }

    @Test
    void holdsLongerEachTimeUntilThePasswordIsRight() {
        Browser guesser = elsewhere();
        var waits = new ArrayList<Long>();
        for (int round = 0; round < 4; round++) {
            guess(guesser, ada.email(), MOST_OF_AN_ACCOUNT);
            guesser.ask("POST", "/v1/session", wrong(ada.email()));
            long seconds = guesser.last().headers().firstValueAsLong("Retry-After").orElseThrow();
            waits.add(seconds);
            console.clock().advance(Duration.ofSeconds(seconds));
        }
        assertThat(waits).containsExactly(300L, 600L, 900L, 900L);

        elsewhere().does("POST", "/v1/session", right());

        guess(guesser, ada.email(), MOST_OF_AN_ACCOUNT);
        guesser.ask("POST", "/v1/session", wrong(ada.email()));
        assertThat(guesser.last().headers().firstValue("Retry-After")).contains("300");
    }

    @Test
    void letsTheUserInFromWhereTheyHaveBeenBefore() {
        Browser users = elsewhere();
        users.signIn(ada.email());
        users.does("DELETE", "/v1/session", "");
        guess(elsewhere(), ada.email(), MOST_OF_AN_ACCOUNT);

        users.does("POST", "/v1/session", right());

        elsewhere().meets(429, "too-many-requests", "POST", "/v1/session", right());
    }

    @Test
    void letsNobodyGuessLongerFromAKnownBrowser() {
        Browser stolen = elsewhere();
        stolen.signIn(ada.email());
        guess(stolen, ada.email(), MOST_OF_AN_ACCOUNT);

        stolen.meets(429, "too-many-requests", "POST", "/v1/session", right());

        elsewhere().does("POST", "/v1/session", right());
    }

    @Test
    void knowsABrowserForItsOwnUserAlone() {
        User eve = console.makeUser(workspace, Role.VIEWER);
        Browser eves = elsewhere();
        eves.signIn(eve.email());
        guess(eves, ada.email(), MOST_OF_AN_ACCOUNT);

        eves.meets(429, "too-many-requests", "POST", "/v1/session", right());
    }

    @Test
    void looksAtNoMorePasswordsAtOnceThanInARow() {
        String address = address();
        List<Integer> statuses =
                IntStream.range(0, 20)
                        .parallel()
                        .mapToObj(
                                number -> {
                                    Browser guesser = console.browser().from(address);
                                    guesser.ask("POST", "/v1/session", wrong(ada.email()));
                                    return guesser.last().statusCode();
                                })
                        .toList();

        assertThat(statuses.stream().filter(status -> status == 401)).hasSize(MOST_OF_AN_ACCOUNT);
        assertThat(statuses.stream().filter(status -> status == 429))
                .hasSize(20 - MOST_OF_AN_ACCOUNT);
    }

    @Test
    void takesNoMoreFromAnAddressThatTriesManyAccounts() {
        Browser guesser = elsewhere();
        for (int account = 0; account < MOST_OF_AN_ADDRESS; account++) {
            guesser.meets(
                    401,
                    "sign-in-failed",
                    "POST",
                    "/v1/session",
                    wrong("nobody%d@%s.example".formatted(account, ada.id())));
        }

        guesser.meets(429, "too-many-requests", "POST", "/v1/session", right());

        elsewhere().does("POST", "/v1/session", right());
    }

    @Test
    void countsNoSignInThatWentWell() {
        Browser office = elsewhere();
        for (int time = 0; time < MOST_OF_AN_ACCOUNT + 2; time++) {
            office.does("POST", "/v1/session", right());
            office.forget();
        }
    }

    @Test
    void countsForWhoHasNoAccountAlike() {
        String nobody = "nobody@%s.example".formatted(ada.id());
        Browser guesser = elsewhere();
        guess(guesser, nobody, MOST_OF_AN_ACCOUNT);

        guesser.meets(429, "too-many-requests", "POST", "/v1/session", wrong(nobody));
        String unknown = withoutInstance(guesser.last().body());
        guess(guesser, ada.email(), MOST_OF_AN_ACCOUNT);
        guesser.ask("POST", "/v1/session", wrong(ada.email()));

        assertThat(withoutInstance(guesser.last().body())).isEqualTo(unknown);
    }

    private static String withoutInstance(String problem) {
        return problem.replaceAll("urn:uuid:[0-9a-f-]+", "");
    }

    /// Hashing takes most of the time, and what differs besides is far below what a network hides.
    /// Coarse, so that a busy machine does not fail it: without a hash for nobody, the time would
    /// be a tenth.
    @Test
    void takesAsLongForWhoHasNoAccount() {
        var known = new ArrayList<Duration>();
        var unknown = new ArrayList<Duration>();
        for (int time = 0; time < 24; time++) {
            User user = time % 4 == 0 ? console.makeUser(workspace, Role.VIEWER) : ada;
            known.add(timed(user.email()));
            unknown.add(timed("nobody%d@%s.example".formatted(time, ada.id())));
            console.clock().advance(Duration.ofMinutes(2));
        }

        double ratio = (double) median(unknown).toNanos() / median(known).toNanos();
        assertThat(ratio).isBetween(0.6, 1.6);
    }

    private Duration timed(String email) {
        Browser guesser = elsewhere();
        long start = System.nanoTime();
        guesser.meets(401, "sign-in-failed", "POST", "/v1/session", wrong(email));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static Duration median(List<Duration> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    @Test
    void slowsDownWhoHasStolenASession() {
        Browser stolen = elsewhere();
        stolen.signIn(ada.email());
        for (int time = 0; time < MOST_OF_AN_ACCOUNT; time++) {
            stolen.meets(
                    401,
                    "sign-in-failed",
                    "POST",
                    "/v1/session/confirm",
                    "{\"password\":\"guess\"}");
        }

        stolen.meets(
                429,
                "too-many-requests",
                "POST",
                "/v1/session/confirm",
                "{\"password\":\"%s\"}".formatted(Browser.PASSWORD));
    }

    @Test
    void keepsNoAddressAndNoName() {
        String address = address();
        guess(console.browser().from(address), ada.email(), 1);

        List<String> rows =
                console.test()
                        .database()
                        .sql()
                        .sql("SELECT row_to_json(f)::text FROM console.sign_in_failure f")
                        .query((row, number) -> row.getString(1))
                        .list();

        assertThat(rows).isNotEmpty();
        assertThat(rows.toString()).doesNotContain(address).doesNotContain("acme.example");
    }

    @Test
    void forgetsOldFailures() {
        guess(elsewhere(), ada.email(), 1);
        Instant before = console.clock().instant();
        console.clock().advance(Attempts.FORGOTTEN.plusMinutes(1));

        guess(elsewhere(), "nobody@%s.example".formatted(ada.id()), 1);

        long old =
                console.test()
                        .database()
                        .sql()
                        .sql(
                                """
                                SELECT count(*) FROM console.sign_in_failure
                                WHERE changed_at <= :before
                                """)
                        .param("before", before.toEpochMilli())
                        .query((row, number) -> row.getLong(1))
                        .single();
        assertThat(old).isZero();
    }

    @Test
    void guardsCookiesOverTls() {
        Browser browser = elsewhere();

        browser.signIn(ada.email());

        assertThat(browser.last().headers().allValues("Set-Cookie"))
                .hasSize(2)
                .allSatisfy(
                        cookie ->
                                assertThat(cookie)
                                        .startsWith("__Host-prox")
                                        .contains("Secure", "HttpOnly", "SameSite=Strict"));
    }

    private void guess(Browser guesser, String email, int times) {
        for (int time = 0; time < times; time++) {
            guesser.meets(401, "sign-in-failed", "POST", "/v1/session", wrong(email));
        }
    }

    private static String wrong(String email) {
        return Browser.signInBody(email, "a wrong password");
    }

    private String right() {
        return Browser.signInBody(ada.email(), Browser.PASSWORD);
    }

    /// A browser that nobody has used, at an address of its own.
    private Browser elsewhere() {
        return console.browser().from(address());
    }

    private String address() {
        return "10.%d.%d.%d"
                .formatted(random.nextInt(256), random.nextInt(256), random.nextInt(256));
    }
}
