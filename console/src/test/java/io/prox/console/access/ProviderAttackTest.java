package io.prox.console.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.prox.console.provider.PendingSignIns;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.Role;
import io.prox.platform.access.Sessions;
import io.prox.platform.access.User;
import io.prox.platform.access.Users;
import io.prox.platform.access.Workspaces;
import io.prox.platform.audit.AuditEntry;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Those who would come in as somebody else by the provider: each is refused with the right reason,
/// gets no session, and leaves a trace.
@SuppressWarnings("JavaUtilDate") // claims are made of it
class ProviderAttackTest {
    private static final String BEGIN = "/v1/sign-in/provider";
    private static final String CALLBACK = BEGIN + "/callback";
    private static final String COOKIE = "__Host-prox-sign-in";
    private static final RSAKey STRANGE = strangeKey();

    private final ConsoleProcess console = ConsoleProcess.get();
    private final MockProvider provider = console.provider();
    private final Users users = console.part(Users.class);
    private final WorkspaceId workspace = console.makeWorkspace();
    private final User ada = console.makeUser(workspace, Role.ADMINISTRATOR);
    private final Random random = new Random(workspace.value().hashCode());

    /// The control: what is changed below is all that is wrong there.
    @Test
    void letsInWhoIsHonest() {
        var attempt = new Attempt();

        attempt.brings(claims -> claims);

        assertThat(attempt.browser.location()).isEqualTo("/work");
        assertThat(console.part(Sessions.class).of(workspace, ada.id())).hasSize(1);
    }

    /// As OpenID Connect has it where there is an access token.
    @Test
    void asksForTheAddressWhereTheTokenLacksIt() {
        new Attempt().brings(claims -> claims.claim("email", "nobody@acme.example"));
        var attempt = new Attempt();

        attempt.bringsApart("subject of " + ada.id());

        assertThat(attempt.browser.location()).isEqualTo("/work");
        assertThat(console.part(Sessions.class).of(workspace, ada.id())).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void letsNobodyIn(String name, String why, Consumer<Attempt> attack) {
        var attempt = new Attempt();

        attack.accept(attempt);

        assertThat(attempt.browser.location()).startsWith("/sign-in?error=" + why);
        assertThat(attempt.browser.location().substring(("/sign-in?error=" + why).length()))
                .isIn("", "&next=%2Fwork");
        assertThat(attempt.browser.session()).isEmpty();
        assertThat(console.part(Sessions.class).of(workspace, ada.id())).isEmpty();
        attempt.browser.meets(401, "not-signed-in", "GET", "/v1/session", "");
        assertThat(refusals(attempt.network()))
                .last()
                .satisfies(entry -> assertThat(entry.detail()).containsEntry("why", why));
        assertThat(refusals(attempt.network()).toString()).doesNotContain("@", "script");
    }

    /// In the workspace of the account, or in the first where none is known.
    private List<AuditEntry> refusals(String network) {
        return Stream.of(console.part(Workspaces.class).all().getFirst(), workspace)
                .flatMap(where -> console.audited(where, "session.refused").reversed().stream())
                .filter(entry -> entry.origin().equals(network))
                .toList();
    }

    static Stream<Arguments> attacks() {
        return Stream.of(
                // what the token is signed with
                attack(
                        "a token without signature",
                        "not-proven",
                        a -> a.comesWith(new PlainJWT(a.honest()))),
                attack(
                        "a token signed with the public key as a secret",
                        "not-proven",
                        ProviderAttackTest::publicKeyAsSecret),
                attack(
                        "a token signed with the client's secret",
                        "not-proven",
                        a ->
                                a.comesWith(
                                        signed(
                                                JWSAlgorithm.HS256,
                                                a.honest(),
                                                mac(MockProvider.SECRET.getBytes(UTF_8))))),
                attack(
                        "a strange key under the provider's name",
                        "not-proven",
                        a -> a.comesWith(signed(header(a.key().getKeyID()), a.honest(), STRANGE))),
                attack(
                        "a strange key that the token says where to find",
                        "not-proven",
                        a ->
                                a.comesWith(
                                        signed(
                                                header("strange")
                                                        .jwkURL(
                                                                URI.create(
                                                                        "http://127.0.0.1:1/keys")),
                                                a.honest(),
                                                STRANGE))),
                attack(
                        "a strange key in the token itself",
                        "not-proven",
                        a ->
                                a.comesWith(
                                        signed(
                                                header(a.key().getKeyID())
                                                        .jwk(STRANGE.toPublicJWK()),
                                                a.honest(),
                                                STRANGE))),
                attack(
                        "a strange key with a certificate to find",
                        "not-proven",
                        a ->
                                a.comesWith(
                                        signed(
                                                header("strange")
                                                        .x509CertURL(
                                                                URI.create(
                                                                        "http://127.0.0.1:1/certificate")),
                                                a.honest(),
                                                STRANGE))),
                attack(
                        "a signature over something else",
                        "not-proven",
                        ProviderAttackTest::anotherPayload),
                attack(
                        "a token of another kind",
                        "not-proven",
                        a ->
                                a.comesWith(
                                        signed(
                                                header(a.key().getKeyID())
                                                        .type(new JOSEObjectType("at+jwt")),
                                                a.honest(),
                                                a.key()))),
                attack(
                        "a header that must be understood and is not",
                        "not-proven",
                        a ->
                                a.comesWith(
                                        signed(
                                                header(a.key().getKeyID())
                                                        .criticalParams(Set.of("exp2"))
                                                        .customParam("exp2", 1),
                                                a.honest(),
                                                a.key()))),
                // what the token says
                attack(
                        "a token that has expired",
                        "not-proven",
                        a ->
                                a.brings(
                                        claims ->
                                                claims.expirationTime(
                                                        a.at(Duration.ofSeconds(-61))))),
                attack(
                        "a token that does not expire",
                        "not-proven",
                        a -> a.brings(claims -> claims.expirationTime(null))),
                attack(
                        "a token that is not valid yet",
                        "not-proven",
                        a -> a.brings(claims -> claims.notBeforeTime(a.at(Duration.ofMinutes(2))))),
                attack(
                        "a token of the future",
                        "not-proven",
                        a -> a.brings(claims -> claims.issueTime(a.at(Duration.ofMinutes(2))))),
                attack(
                        "a token for another client",
                        "not-proven",
                        a -> a.brings(claims -> claims.audience("another"))),
                attack(
                        "a token for nobody",
                        "not-proven",
                        a -> a.brings(claims -> claims.audience(List.of()))),
                attack(
                        "a token for several of whom nobody asked",
                        "not-proven",
                        a ->
                                a.brings(
                                        claims ->
                                                claims.audience(
                                                        List.of(MockProvider.CLIENT, "another")))),
                attack(
                        "a token that another asked for",
                        "not-proven",
                        a -> a.brings(claims -> claims.claim("azp", "another"))),
                attack(
                        "a token of another issuer",
                        "not-proven",
                        a -> a.brings(claims -> claims.issuer("https://evil.example"))),
                attack(
                        "a token of an issuer that looks alike",
                        "not-proven",
                        a -> a.brings(claims -> claims.issuer(a.issuer() + "/"))),
                attack(
                        "a token without nonce",
                        "not-proven",
                        a -> a.brings(claims -> claims.claim("nonce", null))),
                attack(
                        "a token of another sign-in",
                        "not-proven",
                        a ->
                                a.brings(
                                        claims ->
                                                claims.claim(
                                                        "nonce", a.another().sent.get("nonce")))),
                attack(
                        "a token of nobody",
                        "not-proven",
                        a -> a.brings(claims -> claims.subject(null))),
                attack(
                        "a token of a blank",
                        "not-proven",
                        a -> a.brings(claims -> claims.subject(" "))),
                attack(
                        "no token",
                        "unreadable",
                        a ->
                                a.comesWithAnswer(
                                        "{\"access_token\":\"a\",\"token_type\":\"Bearer\"}")),
                attack(
                        "a token that is none",
                        "unreadable",
                        a ->
                                a.comesWithAnswer(
                                        "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":\"a.b.c\"}")),
                attack(
                        "an answer that is a page",
                        "unreadable",
                        a -> a.comesWithAnswer("<script>alert(1)</script>")),
                // who it says it is
                attack(
                        "an address that is not verified",
                        "unverified-email",
                        a -> a.brings(claims -> claims.claim("email_verified", false))),
                attack(
                        "an address that nobody says is verified",
                        "unverified-email",
                        a -> a.brings(claims -> claims.claim("email_verified", null))),
                attack(
                        "an address that is verified by a word",
                        "unverified-email",
                        a -> a.brings(claims -> claims.claim("email_verified", "true"))),
                attack(
                        "an address that becomes a colleague's in small letters",
                        "unverified-email",
                        Attempt::thatFoldsToAnother),
                attack(
                        "two addresses in one",
                        "unverified-email",
                        a ->
                                a.brings(
                                        claims ->
                                                claims.claim(
                                                        "email", "eve@evil.example," + a.email()))),
                attack(
                        "an address of nobody here",
                        "not-invited",
                        a -> a.brings(claims -> claims.claim("email", "nobody@acme.example"))),
                attack(
                        "an address below a domain that is let in",
                        "not-invited",
                        a ->
                                a.brings(
                                        claims ->
                                                claims.claim(
                                                        "email",
                                                        "eve@evil." + MockProvider.LET_IN))),
                attack(
                        "an address whose domain ends alike",
                        "not-invited",
                        a ->
                                a.brings(
                                        claims ->
                                                claims.claim(
                                                        "email",
                                                        "eve@evil-" + MockProvider.LET_IN))),
                attack(
                        "the address of an account that is another's",
                        "taken",
                        Attempt::ofTheOneWhoIsBound),
                attack("an account that is deactivated", "deactivated", Attempt::deactivated),
                attack(
                        "an account that was bound and is deactivated",
                        "deactivated",
                        Attempt::boundAndDeactivated),
                attack(
                        "the address of another subject",
                        "not-proven",
                        Attempt::withClaimsOfAnother),
                // how it comes back
                attack(
                        "an answer of another issuer",
                        "not-proven",
                        a -> a.comes(a.back() + "&iss=" + encode("https://evil.example"))),
                attack("no state", "not-begun", a -> a.comes("?code=c")),
                attack(
                        "a wrong state",
                        "not-begun",
                        a -> a.comes("?code=c&state=" + "0".repeat(32))),
                attack(
                        "the state of another sign-in",
                        "not-begun",
                        a -> a.comes("?code=c&state=" + a.another().sent.get("state"))),
                attack(
                        "the state twice",
                        "not-begun",
                        a ->
                                a.comes(
                                        "?code=c&state=%1$s&state=%1$s"
                                                .formatted(a.sent.get("state")))),
                attack(
                        "a browser that began nothing",
                        "not-begun",
                        a -> {
                            a.browser.forget();
                            a.comes(a.back());
                        }),
                attack(
                        "a browser that began something else",
                        "not-begun",
                        a -> {
                            a.browser.cookies().put(COOKIE, a.another().cookie());
                            a.comes(a.back());
                        }),
                attack(
                        "a cookie that was changed",
                        "not-begun",
                        a -> {
                            a.browser.cookies().put(COOKIE, a.cookie().replaceFirst(".$", ""));
                            a.comes(a.back());
                        }),
                attack(
                        "a cookie of one's own making",
                        "not-begun",
                        a -> {
                            a.browser.cookies().put(COOKIE, "bm90IG91cnM");
                            a.comes(a.back());
                        }),
                attack(
                        "too late",
                        "not-begun",
                        a -> {
                            a.waits(PendingSignIns.LIFE);
                            a.comes(a.back());
                        }),
                attack("a sign-in that came back before", "not-begun", Attempt::comesTwice),
                attack("a code that was used before", "not-proven", Attempt::withUsedCode),
                attack(
                        "a code of another sign-in, whose proof is missing",
                        "not-proven",
                        a ->
                                a.comes(
                                        "?code=%s&state=%s"
                                                .formatted(
                                                        a.another().code(), a.sent.get("state")))),
                attack(
                        "a code that the provider never gave",
                        "not-proven",
                        a -> a.comes("?code=guess&state=" + a.sent.get("state"))),
                attack("no code", "unreadable", a -> a.comes("?state=" + a.sent.get("state"))),
                attack(
                        "a person who would rather not",
                        "cancelled",
                        a -> a.comes("?error=access_denied&state=" + a.sent.get("state"))),
                attack(
                        "an error with markup",
                        "denied",
                        a ->
                                a.comes(
                                        "?error=%1$s&error_description=%1$s&error_uri=%1$s&state=%2$s"
                                                .formatted(
                                                        encode("<script>alert(1)</script>"),
                                                        a.sent.get("state")))),
                // how the provider answers
                attack(
                        "an answer without end",
                        "unreachable",
                        a -> a.comesWithAnswer("{\"id_token\":\"" + "x".repeat(1 << 20) + "\"}")),
                attack("an answer that leads elsewhere", "unreadable", Attempt::ledElsewhere),
                attack(
                        "an error that is a page",
                        "unreadable",
                        a -> a.comesWithError(500, "text/html", "<script>alert(1)</script>")),
                attack(
                        "a client that the provider does not know",
                        "client-refused",
                        a ->
                                a.comesWithError(
                                        401,
                                        "application/json",
                                        "{\"error\":\"invalid_client\"}")));
    }

    private static Arguments attack(String name, String why, Consumer<Attempt> attack) {
        return Arguments.of(name, why, attack);
    }

    private static void publicKeyAsSecret(Attempt attempt) {
        try {
            byte[] known = attempt.key().toRSAPublicKey().getEncoded();
            attempt.comesWith(signed(JWSAlgorithm.HS256, attempt.honest(), mac(known)));
        } catch (JOSEException trouble) {
            throw new IllegalStateException(trouble);
        }
    }

    private static void anotherPayload(Attempt attempt) {
        String[] honest =
                signed(header(attempt.key().getKeyID()), attempt.honest(), attempt.key())
                        .serialize()
                        .split("\\.", -1);
        JWTClaimsSet other =
                new JWTClaimsSet.Builder(attempt.honest()).claim("name", "Eve").build();
        attempt.comesWithAnswer(
                tokens(
                        "%s.%s.%s"
                                .formatted(honest[0], other.toPayload().toBase64URL(), honest[2])));
    }

    private static JWSHeader.Builder header(String key) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key);
    }

    private static SignedJWT signed(JWSHeader.Builder header, JWTClaimsSet claims, RSAKey key) {
        try {
            return signed(header.build(), claims, new RSASSASigner(key));
        } catch (JOSEException trouble) {
            throw new IllegalStateException(trouble);
        }
    }

    private static SignedJWT signed(JWSAlgorithm algorithm, JWTClaimsSet claims, JWSSigner signer) {
        return signed(new JWSHeader(algorithm), claims, signer);
    }

    private static SignedJWT signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
        try {
            var token = new SignedJWT(header, claims);
            token.sign(signer);
            return token;
        } catch (JOSEException trouble) {
            throw new IllegalStateException(trouble);
        }
    }

    private static JWSSigner mac(byte[] secret) {
        try {
            return new MACSigner(secret);
        } catch (JOSEException trouble) {
            throw new IllegalStateException(trouble);
        }
    }

    private static RSAKey strangeKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("strange").generate();
        } catch (JOSEException trouble) {
            throw new IllegalStateException(trouble);
        }
    }

    private static String tokens(String idToken) {
        return "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":\"%s\"}"
                .formatted(idToken);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    /// A browser that has begun to sign in and is now at the provider.
    final class Attempt {
        private final int second = random.nextInt(256);
        private final int third = random.nextInt(256);
        private final Browser browser =
                console.browser().from("10.%d.%d.1".formatted(second, third));
        private final String address;

        /// What ProX sent it there with.
        private final Map<String, String> sent;

        Attempt() {
            browser.ask("GET", BEGIN + "?next=/work", "");
            address = browser.location();
            sent = MockProvider.parameters(address);
        }

        Attempt another() {
            return new Attempt();
        }

        String cookie() {
            return Objects.requireNonNull(browser.cookies().get(COOKIE));
        }

        RSAKey key() {
            return provider.key();
        }

        String issuer() {
            return provider.issuer();
        }

        String email() {
            return ada.email();
        }

        /// As the audit log writes it.
        String network() {
            return "10.%d.%d.0/24".formatted(second, third);
        }

        Date at(Duration fromNow) {
            return Date.from(console.clock().instant().plus(fromNow));
        }

        void waits(Duration time) {
            console.clock().advance(time);
        }

        /// What an honest provider would say of Ada.
        JWTClaimsSet honest() {
            Instant now = console.clock().instant();
            return new JWTClaimsSet.Builder()
                    .issuer(provider.issuer())
                    .subject("subject of " + ada.id())
                    .audience(MockProvider.CLIENT)
                    .issueTime(Date.from(now))
                    .expirationTime(Date.from(now.plusSeconds(300)))
                    .claim("nonce", sent.get("nonce"))
                    .claim("email", ada.email())
                    .claim("email_verified", true)
                    .build();
        }

        /// Comes back, and the provider says this.
        void brings(UnaryOperator<JWTClaimsSet.Builder> change) {
            JWTClaimsSet claims = change.apply(new JWTClaimsSet.Builder(honest())).build();
            comesWith(signed(header(provider.key().getKeyID()), claims, provider.key()));
        }

        /// Likewise, and says the address when it is asked for that.
        void bringsApart(String subject) {
            JWTClaimsSet honest = honest();
            JWTClaimsSet claims = new JWTClaimsSet.Builder(honest).claim("email", null).build();
            provider.answers(
                    200,
                    tokens(signed(header(key().getKeyID()), claims, provider.key()).serialize()),
                    "Content-Type",
                    "application/json");
            provider.answers(
                    200,
                    "{\"sub\":\"%s\",\"email\":\"%s\",\"email_verified\":true}"
                            .formatted(subject, ada.email()),
                    "Content-Type",
                    "application/json");
            comes("?code=c&state=" + sent.get("state"));
        }

        void comesWith(JWT token) {
            comesWithAnswer(tokens(token.serialize()));
        }

        void comesWithAnswer(String body) {
            provider.answers(200, body, "Content-Type", "application/json");
            comes("?code=c&state=" + sent.get("state"));
        }

        void comesWithError(int status, String type, String body) {
            provider.answers(status, body, "Content-Type", type);
            comes("?code=c&state=" + sent.get("state"));
        }

        void comes(String query) {
            browser.openFromElsewhere(CALLBACK + query);
        }

        /// What the provider would send it back with.
        String back() {
            String path = provider.open(address);
            return path.substring(path.indexOf('?'));
        }

        String code() {
            return Arrays.stream(back().substring(1).split("&", -1))
                    .filter(parameter -> parameter.startsWith("code="))
                    .map(parameter -> parameter.substring("code=".length()))
                    .findFirst()
                    .orElseThrow();
        }

        void ofTheOneWhoIsBound() {
            assertThat(users.bind(holder(), provider.issuer(), "the true subject")).isTrue();
            brings(claims -> claims);
        }

        void deactivated() {
            users.deactivate(workspace, ada.id());
            brings(claims -> claims);
        }

        void boundAndDeactivated() {
            assertThat(users.bind(holder(), provider.issuer(), "subject of " + ada.id())).isTrue();
            deactivated();
        }

        void withClaimsOfAnother() {
            another().brings(claims -> claims.claim("email", "nobody@acme.example"));
            bringsApart("another subject");
        }

        void thatFoldsToAnother() {
            String name = "kim" + ada.id();
            users.describe(workspace, ada.id(), ada.name(), name + "@acme.example");
            String alike = name.replace("kim", "\u212aim") + "@acme.example";
            assertThat(users.holder(alike)).isPresent();
            brings(claims -> claims.claim("email", alike));
        }

        private Users.Holder holder() {
            return new Users.Holder(workspace, ada.id());
        }

        /// First in vain, then as it should have.
        void comesTwice() {
            String cookie = cookie();
            comesWithAnswer("{}");
            browser.cookies().put(COOKIE, cookie);
            comes(back());
        }

        void withUsedCode() {
            Attempt before = another();
            String code = before.code();
            provider.signsIn(
                    "nobody", Map.of("email", "nobody@acme.example", "email_verified", true));
            before.comes("?code=%s&state=%s".formatted(code, before.sent.get("state")));
            assertThat(before.browser.location()).contains("error=not-invited");
            comes("?code=%s&state=%s".formatted(code, sent.get("state")));
        }

        void ledElsewhere() {
            provider.answers(302, "", "Location", provider.issuer() + "/token");
            comes("?code=c&state=" + sent.get("state"));
        }
    }
}
