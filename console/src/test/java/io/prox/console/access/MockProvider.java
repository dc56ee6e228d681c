package io.prox.console.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequest;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponse;
import no.nav.security.mock.oauth2.http.Route;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.KeyProvider;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import okhttp3.Headers;

/// A provider that signs in whomever the test says, without asking. It takes a code once, and only
/// with the verifier of its challenge.
final class MockProvider {
    static final String CLIENT = "prox";
    static final String SECRET = "the secret of the client, of 40 letters.";
    static final String LET_IN = "let-in.example";

    private static final String ID = "acme";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final KeyProvider keys = new KeyProvider();
    private final Queue<OAuth2HttpResponse> answers = new ConcurrentLinkedQueue<>();
    private final MockOAuth2Server server;
    private String subject = "";
    private volatile String tokenRequest = "";

    /// @param start of the tests; what it signs is of then, and holds for long
    MockProvider(Instant start) {
        server =
                new MockOAuth2Server(
                        new OAuth2Config(
                                false, null, null, false, new OAuth2TokenProvider(keys, start)),
                        new Prepared());
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    String issuer() {
        return "http://127.0.0.1:%d/%s".formatted(server.getConfig().getHttpServer().port(), ID);
    }

    /// Settings of a console whose people may sign in here.
    Map<String, Object> settings() {
        return Map.of(
                "prox.console.provider.issuer",
                issuer(),
                "prox.console.provider.client-id",
                CLIENT,
                "prox.console.provider.client-secret",
                SECRET,
                "prox.console.provider.name",
                "Acme ID",
                "prox.console.provider.uninvited.domains",
                LET_IN);
    }

    /// How it was asked for tokens last: the header `Authorization`, and the body.
    String tokenRequest() {
        return tokenRequest;
    }

    /// By which it signs.
    RSAKey key() {
        return keys.signingKey(ID).toRSAKey();
    }

    /// Whom it signs in next.
    ///
    /// @param claims over those that it sets by itself
    void signsIn(String subject, Map<String, Object> claims) {
        this.subject = subject;
        server.enqueueCallback(
                new DefaultOAuth2TokenCallback(
                        ID,
                        subject,
                        "JWT",
                        List.of(CLIENT),
                        claims,
                        Duration.ofDays(10_000).toSeconds()));
    }

    /// What it answers to the next request instead of what it would.
    ///
    /// @param headers names and values in turn
    void answers(int status, String body, String... headers) {
        answers.add(new OAuth2HttpResponse(Headers.of(headers), status, body, null));
    }

    private final class Prepared implements Route {
        @Override
        public boolean match(OAuth2HttpRequest request) {
            String body = String.valueOf(request.getBody());
            if (body.contains("grant_type=")) {
                tokenRequest = request.getHeaders().get("Authorization") + "\n" + body;
            }
            return !answers.isEmpty();
        }

        @Override
        public OAuth2HttpResponse invoke(OAuth2HttpRequest request) {
            return answers.remove();
        }
    }

    /// Opens its page of sign-in, as a browser does that ProX sends there. Where it must ask, the
    /// person whom it signs in next gives their name.
    ///
    /// @return path and parameters of ProX to which it sends the browser back
    String open(String address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
        HttpResponse<String> answer = send(request.build());
        if (answer.statusCode() == 200) {
            answer =
                    send(
                            request.header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    "username="
                                                            + URLEncoder.encode(subject, UTF_8)))
                                    .build());
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        URI back = URI.create(answer.headers().firstValue("Location").orElseThrow());
        return back.getRawPath() + "?" + back.getRawQuery();
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /// The parameters of an address.
    static Map<String, String> parameters(String address) {
        return Arrays.stream(URI.create(address).getRawQuery().split("&", -1))
                .map(parameter -> parameter.split("=", 2))
                .collect(
                        Collectors.toMap(
                                parameter -> parameter[0],
                                parameter -> URLDecoder.decode(parameter[1], UTF_8)));
    }
}
