package io.prox.console.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Set;

/// Looks whether an ID token is one of the provider's, for us, for this sign-in, and of now: OpenID
/// Connect Core 1.0, section 3.1.3.7. The library checks signature, issuer, audience and times.
final class IdTokens {
    /// By public keys alone. Which of them a token names is looked up among the provider's own
    /// keys; what else its header says of keys is not looked at.
    static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.PS256,
                    JWSAlgorithm.PS384,
                    JWSAlgorithm.PS512,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384,
                    JWSAlgorithm.ES512);

    private static final int LONGEST_SUBJECT = 255;

    private final String issuer;
    private final String client;
    private final Clock clock;

    IdTokens(String issuer, String client, Clock clock) {
        this.issuer = issuer;
        this.client = client;
        this.clock = clock;
    }

    /// What the token says.
    ///
    /// @param nonce that it must hold
    /// @throws BadJOSEException if it proves nothing
    /// @throws KeySourceException if the provider's keys cannot be had
    JWTClaimsSet verify(JWT token, String nonce, JWKSource<SecurityContext> keys)
            throws BadJOSEException, KeySourceException {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        processor.setJWTClaimsSetVerifier(claims(nonce));
        try {
            JWTClaimsSet claims = processor.process(token, null);
            check(claims);
            return claims;
        } catch (RateLimitReachedException unknown) {
            throw new BadJWTException("It names a key that is not among the provider's", unknown);
        } catch (KeySourceException away) {
            throw away;
        } catch (JOSEException | ParseException foreign) {
            throw new BadJWTException(foreign.getMessage(), foreign);
        }
    }

    private DefaultJWTClaimsVerifier<SecurityContext> claims(String nonce) {
        var exactly = new JWTClaimsSet.Builder().issuer(issuer).claim("nonce", nonce).build();
        var verifier =
                new DefaultJWTClaimsVerifier<SecurityContext>(
                        client, exactly, Set.of("sub", "exp", "iat")) {
                    @Override
                    @SuppressWarnings("JavaUtilDate") // the library's own type
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        verifier.setMaxClockSkew(Math.toIntExact(Identity.SKEW.toSeconds()));
        return verifier;
    }

    /// What the library leaves to us.
    @SuppressWarnings("JavaUtilDate") // the library's own type
    private void check(JWTClaimsSet claims) throws ParseException, BadJWTException {
        String party = claims.getStringClaim("azp");
        boolean forUs = party == null ? claims.getAudience().size() == 1 : party.equals(client);
        if (!forUs) {
            throw new BadJWTException("It was issued to another party");
        }
        Instant issuedAt = claims.getIssueTime().toInstant();
        if (issuedAt.isAfter(clock.instant().plus(Identity.SKEW))) {
            throw new BadJWTException("It was issued in the future");
        }
        if (claims.getSubject().isBlank() || claims.getSubject().length() > LONGEST_SUBJECT) {
            throw new BadJWTException("Its subject is empty or too long");
        }
    }
}
