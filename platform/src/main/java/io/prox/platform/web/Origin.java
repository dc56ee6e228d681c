package io.prox.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// Where a request came from. Behind a proxy that is what the proxy says, if
/// `server.forward-headers-strategy` lets it.
public final class Origin {
    private static final int BITS = 8;
    private static final int KEPT_OF_4 = 24;
    private static final int KEPT_OF_6 = 48;
    private static final int LINE_OF_4 = 32;
    private static final int LINE_OF_6 = 64;

    private Origin() {}

    /// The network, to be kept: `192.0.2.0/24`, `2001:db8:1:0:0:0:0:0/48`. Empty if it cannot be
    /// told.
    public static String network(HttpServletRequest request) {
        return cut(request.getRemoteAddr(), KEPT_OF_4, KEPT_OF_6);
    }

    /// One line of a provider, to count what comes over it. Personal data: never to be kept as it
    /// is.
    public static String line(HttpServletRequest request) {
        return cut(request.getRemoteAddr(), LINE_OF_4, LINE_OF_6);
    }

    static String cut(String address, int bitsOf4, int bitsOf6) {
        try {
            InetAddress whole = InetAddress.ofLiteral(address);
            byte[] bytes = whole.getAddress();
            int bits = whole instanceof Inet4Address ? bitsOf4 : bitsOf6;
            Arrays.fill(bytes, bits / BITS, bytes.length, (byte) 0);
            return InetAddress.getByAddress(bytes).getHostAddress() + "/" + bits;
        } catch (IllegalArgumentException | UnknownHostException foreign) {
            return "";
        }
    }
}
