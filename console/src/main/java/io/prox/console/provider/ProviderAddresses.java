package io.prox.console.provider;

import java.net.InetAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where a provider may be: reached over TLS, or on this machine, as for a trial.
final class ProviderAddresses {
    private ProviderAddresses() {}

    /// @throws IllegalArgumentException if no provider can call itself so
    static void checkIssuer(URI issuer) {
        if (!isSafe(issuer)
                || issuer.getRawQuery() != null
                || issuer.getRawFragment() != null
                || issuer.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "prox.console.provider.issuer is no https address without query and fragment: "
                            + issuer);
        }
    }

    static boolean isSafe(@Nullable URI address) {
        if (address == null || address.getHost() == null) {
            return false;
        }
        return "https".equalsIgnoreCase(address.getScheme())
                || ("http".equalsIgnoreCase(address.getScheme()) && isHere(address.getHost()));
    }

    private static boolean isHere(String host) {
        try {
            return host.equalsIgnoreCase("localhost")
                    || InetAddress.ofLiteral(host.replaceAll("^\\[|]$", "")).isLoopbackAddress();
        } catch (IllegalArgumentException name) {
            return false;
        }
    }
}
