package io.prox.console.provider;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The provider by which people may sign in: authorization code flow of OpenID Connect Core 1.0
/// with PKCE (RFC 7636) and the issuer in the response (RFC 9207). Tokens are looked at and let go:
/// none is kept, and none leaves the server.
public final class Provider {
    private static final Logger LOG = LoggerFactory.getLogger(Provider.class);

    private static final Set<String> CLIENT_ERRORS =
            Set.of("invalid_client", "unauthorized_client");

    /// Letters outside of ASCII may look, or be folded to, what they are not.
    private static final Pattern PLAIN_EMAIL =
            Pattern.compile("[\\x21-\\x7e&&[^@]]+@[\\x21-\\x7e&&[^@]]+");

    /// In some far year.
    private static final long MOST_SECONDS = 1L << 36;

    private final ProviderProperties properties;
    private final ClientID client;
    private final ProviderHttp http = new ProviderHttp(ProviderHttp.PATIENCE);
    private final Discovery discovery;
    private final IdTokens idTokens;

    Provider(ProviderProperties properties, URI issuer, Clock clock) {
        this.properties = properties;
        this.client = new ClientID(properties.clientId());
        this.discovery = new Discovery(issuer, http, clock);
        this.idTokens = new IdTokens(issuer.toString(), properties.clientId(), clock);
    }

    /// What people call it.
    public String name() {
        return properties.name();
    }

    /// Where the browser goes to sign in.
    ///
    /// @param callback where it comes back to
    /// @throws RefusedException if the provider cannot be used
    public URI address(PendingSignIn pending, URI callback) {
        var request =
                new AuthenticationRequest.Builder(
                                ResponseType.CODE,
                                Scope.parse(properties.scopes()),
                                client,
                                callback)
                        .endpointURI(discovery.find().metadata().getAuthorizationEndpointURI())
                        .state(new State(pending.state()))
                        .nonce(new Nonce(pending.nonce()))
                        .codeChallenge(
                                new CodeVerifier(pending.verifier()), CodeChallengeMethod.S256);
        if (pending.confirming().isPresent()) {
            request.prompt(Prompt.Type.LOGIN).maxAge(0);
        }
        return request.build().toURI();
    }

    /// What the browser brings back. Of an error its code alone is looked at.
    public record Answer(Optional<String> code, Optional<String> issuer, Optional<String> error) {}

    /// Who it is that comes back.
    ///
    /// @param callback the one that the browser was sent with
    /// @throws RefusedException if that is not proven
    public Identity identify(PendingSignIn pending, Answer answer, URI callback) {
        Discovery.Found found = discovery.find();
        checkSender(answer, found.metadata());
        if (answer.error().isPresent()) {
            throw new RefusedException(
                    answer.error().get().equals("access_denied")
                            ? Refusal.CANCELLED
                            : Refusal.DENIED);
        }
        String code =
                answer.code()
                        .filter(given -> !given.isBlank())
                        .orElseThrow(() -> new RefusedException(Refusal.UNREADABLE));
        try {
            OIDCTokens tokens = exchange(code, pending.verifier(), callback, found.metadata());
            JWTClaimsSet claims =
                    idTokens.verify(tokens.getIDToken(), pending.nonce(), found.keys());
            return identity(claims, tokens, found.metadata());
        } catch (BadJOSEException proof) {
            throw refused(Refusal.NOT_PROVEN, proof.getMessage());
        } catch (IOException | KeySourceException away) {
            throw refused(Refusal.UNREACHABLE, away.getMessage());
        } catch (ParseException foreign) {
            // What cannot be read may hold anything, and is not for the log.
            throw refused(Refusal.UNREADABLE, "");
        }
    }

    /// Nobody may pass off another provider's answer as this one's (RFC 9207).
    private static void checkSender(Answer answer, OIDCProviderMetadata metadata) {
        boolean right =
                answer.issuer()
                        .map(metadata.getIssuer().getValue()::equals)
                        .orElse(!metadata.supportsAuthorizationResponseIssuerParam());
        if (!right) {
            throw refused(Refusal.NOT_PROVEN, "The answer is of another issuer");
        }
    }

    private OIDCTokens exchange(
            String code, String verifier, URI callback, OIDCProviderMetadata metadata)
            throws IOException, ParseException {
        var grant =
                new AuthorizationCodeGrant(
                        new AuthorizationCode(code), callback, new CodeVerifier(verifier));
        TokenResponse answer =
                OIDCTokenResponseParser.parse(
                        tokenRequest(grant, metadata).toHTTPRequest().send(http));
        if (!answer.indicatesSuccess()) {
            String error = answer.toErrorResponse().getErrorObject().getCode();
            if (error == null) {
                throw new ParseException("neither tokens nor an error");
            }
            throw refused(
                    CLIENT_ERRORS.contains(error) ? Refusal.CLIENT_REFUSED : Refusal.NOT_PROVEN,
                    "The code was not taken");
        }
        OIDCTokens tokens = ((OIDCTokenResponse) answer.toSuccessResponse()).getOIDCTokens();
        if (tokens.getIDToken() == null) {
            throw new ParseException("no ID token");
        }
        return tokens;
    }

    private TokenRequest tokenRequest(AuthorizationCodeGrant grant, OIDCProviderMetadata metadata) {
        URI endpoint = metadata.getTokenEndpointURI();
        if (properties.clientSecret().isEmpty()) {
            return new TokenRequest.Builder(endpoint, client, grant).build();
        }
        var secret = new Secret(properties.clientSecret().get().reveal());
        List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
        boolean basic =
                methods == null || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        return new TokenRequest.Builder(
                        endpoint,
                        basic
                                ? new ClientSecretBasic(client, secret)
                                : new ClientSecretPost(client, secret),
                        grant)
                .build();
    }

    /// Claims of scopes need not be in the ID token (OpenID Connect Core, section 5.4).
    private Identity identity(JWTClaimsSet claims, OIDCTokens tokens, OIDCProviderMetadata metadata)
            throws IOException, ParseException {
        URI more = metadata.getUserInfoEndpointURI();
        Function<String, @Nullable Object> person =
                claims.getClaim("email") != null || more == null
                        ? claims::getClaim
                        : userInfo(claims.getSubject(), tokens, more);
        boolean verified = Boolean.TRUE.equals(person.apply("email_verified"));
        return new Identity(
                claims.getIssuer(),
                claims.getSubject(),
                text(person.apply("email"))
                        .filter(email -> verified && PLAIN_EMAIL.matcher(email).matches()),
                text(person.apply("name")),
                instant(claims.getClaim("auth_time")));
    }

    private Function<String, @Nullable Object> userInfo(
            String subject, OIDCTokens tokens, URI address) throws IOException, ParseException {
        var answer =
                UserInfoResponse.parse(
                        new UserInfoRequest(address, tokens.getAccessToken())
                                .toHTTPRequest()
                                .send(http));
        UserInfo info = answer.indicatesSuccess() ? answer.toSuccessResponse().getUserInfo() : null;
        if (info == null) {
            throw new ParseException("no claims of the person");
        }
        if (!info.getSubject().getValue().equals(subject)) {
            throw refused(Refusal.NOT_PROVEN, "The claims are of another subject");
        }
        return info::getClaim;
    }

    private static Optional<String> text(@Nullable Object claim) {
        return claim instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static Optional<Instant> instant(@Nullable Object claim) {
        return claim instanceof Number seconds
                ? Optional.of(
                        Instant.ofEpochSecond(Math.clamp(seconds.longValue(), 0, MOST_SECONDS)))
                : Optional.empty();
    }

    private static RefusedException refused(Refusal why, @Nullable String detail) {
        LOG.atInfo()
                .addKeyValue("why", why.word())
                .addKeyValue("detail", detail)
                .log("Sign-in by the provider refused");
        return new RefusedException(why);
    }
}
