package io.prox.console.provider;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderConfigurationRequest;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the provider says of itself (OpenID Connect Discovery 1.0), and its keys. Looked up when
/// someone signs in, so that a provider that is away, or set up wrong, keeps nothing from starting.
final class Discovery {
    private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);

    /// How long what it said holds.
    private static final Duration LIFE = Duration.ofHours(1);

    /// How long it is left alone after it failed: whoever opens the sign-in page can ask for it.
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private static final int OK = 200;

    private final URI issuer;
    private final ProviderHttp http;
    private final Clock clock;

    private @Nullable Found found;
    private @Nullable Refusal trouble;
    private Instant until = Instant.EPOCH;

    Discovery(URI issuer, ProviderHttp http, Clock clock) {
        this.issuer = issuer;
        this.http = http;
        this.clock = clock;
    }

    /// @param keys by which it signs; fetched anew when it names one that is not known
    record Found(OIDCProviderMetadata metadata, JWKSource<SecurityContext> keys) {}

    /// @throws RefusedException if it does not answer, or cannot be used
    synchronized Found find() {
        Instant now = clock.instant();
        if (now.isBefore(until)) {
            if (found != null) {
                return found;
            }
            if (trouble != null) {
                throw new RefusedException(trouble);
            }
        }
        try {
            Found fresh = fetch();
            found = fresh;
            until = now.plus(LIFE);
            return fresh;
        } catch (RefusedException failed) {
            found = null;
            trouble = failed.why();
            until = now.plus(PAUSE);
            throw failed;
        }
    }

    private Found fetch() {
        OIDCProviderMetadata metadata = metadata();
        if (!metadata.getIssuer().getValue().equals(issuer.toString())) {
            throw refused(
                    Refusal.OTHER_ISSUER, "it calls itself " + metadata.getIssuer().getValue());
        }
        checkAddresses(metadata);
        checkMethods(metadata);
        try {
            return new Found(
                    metadata,
                    JWKSourceBuilder.<SecurityContext>create(metadata.getJWKSetURI().toURL(), http)
                            // its threads would outlive us, and nobody waits for a key for long
                            .refreshAheadCache(false)
                            .build());
        } catch (MalformedURLException foreign) {
            throw refused(Refusal.UNSUITABLE, foreign.getMessage());
        }
    }

    private OIDCProviderMetadata metadata() {
        try {
            HTTPResponse answer =
                    new OIDCProviderConfigurationRequest(new Issuer(issuer))
                            .toHTTPRequest()
                            .send(http);
            if (answer.getStatusCode() != OK) {
                throw refused(
                        Refusal.UNREACHABLE, "it answered with status " + answer.getStatusCode());
            }
            return OIDCProviderMetadata.parse(answer.getBody());
        } catch (IOException away) {
            throw refused(Refusal.UNREACHABLE, away.getMessage());
        } catch (ParseException foreign) {
            throw refused(Refusal.UNSUITABLE, foreign.getMessage());
        }
    }

    private void checkAddresses(OIDCProviderMetadata metadata) {
        boolean safe =
                Stream.of(
                                metadata.getAuthorizationEndpointURI(),
                                metadata.getTokenEndpointURI(),
                                metadata.getJWKSetURI())
                        .allMatch(ProviderAddresses::isSafe);
        if (!safe) {
            throw refused(
                    Refusal.UNSUITABLE,
                    "it lacks an https address for authorization, tokens or keys");
        }
    }

    /// A provider that does not say which it knows may know it.
    private void checkMethods(OIDCProviderMetadata metadata) {
        List<CodeChallengeMethod> challenges = metadata.getCodeChallengeMethods();
        if (challenges != null && !challenges.contains(CodeChallengeMethod.S256)) {
            throw refused(Refusal.UNSUITABLE, "it does not know PKCE with S256");
        }
        Collection<JWSAlgorithm> algorithms = metadata.getIDTokenJWSAlgs();
        if (algorithms != null && Collections.disjoint(algorithms, IdTokens.ALGORITHMS)) {
            throw refused(
                    Refusal.UNSUITABLE, "it signs with none of the algorithms that are accepted");
        }
    }

    private RefusedException refused(Refusal why, @Nullable String detail) {
        LOG.atWarn()
                .addKeyValue("issuer", issuer)
                .addKeyValue("why", why.word())
                .addKeyValue("detail", detail)
                .log("The provider of prox.console.provider.issuer cannot be used");
        return new RefusedException(why);
    }
}
