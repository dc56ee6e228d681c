package io.prox.console.provider;

import io.prox.platform.access.Role;
import io.prox.platform.database.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Sign-in by a provider of OpenID Connect, keys `prox.console.provider.*`.
///
/// @param issuer what the provider calls itself, letter by letter: `https://login.example.com`;
///   without it there is no sign-in by a provider
/// @param clientId by which the provider knows ProX
/// @param clientSecret that goes with it; without it ProX proves itself by PKCE alone
/// @param name of the provider, on the button of the sign-in page
/// @param scopes that are asked for, parted by blanks
/// @param uninvited people whom nobody has invited
@ConfigurationProperties("prox.console.provider")
public record ProviderProperties(
        Optional<URI> issuer,
        @DefaultValue("") String clientId,
        Optional<Secret> clientSecret,
        @DefaultValue("single sign-on") String name,
        @DefaultValue("openid email profile") String scopes,
        @DefaultValue Uninvited uninvited) {
    public ProviderProperties {
        issuer = issuer.filter(given -> !given.toString().isEmpty());
        issuer.ifPresent(ProviderAddresses::checkIssuer);
        if (issuer.isPresent() && clientId.isBlank()) {
            throw new IllegalArgumentException(
                    "prox.console.provider.client-id is missing; the provider gives it to whoever registers ProX there");
        }
        if (!List.of(scopes.split(" ", -1)).contains("openid")) {
            throw new IllegalArgumentException(
                    "prox.console.provider.scopes lacks openid, without which nobody is signed in: "
                            + scopes);
        }
    }

    /// Keys `prox.console.provider.uninvited.*`.
    ///
    /// @param domains of e-mail addresses whose owners are let in though nobody has invited them;
    ///   none: nobody
    /// @param role that they begin with
    public record Uninvited(@DefaultValue List<String> domains, @DefaultValue("viewer") Role role) {
        public Uninvited {
            domains = List.copyOf(domains);
        }
    }
}
