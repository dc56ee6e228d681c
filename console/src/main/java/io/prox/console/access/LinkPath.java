package io.prox.console.access;

/// Where the console shows a one-time link.
final class LinkPath {
    private static final String PATH = "/sign-in/link/";

    private LinkPath() {}

    /// @param secret as [io.prox.platform.access.OneTimeLinks#make] gave it
    static String of(String secret) {
        return PATH + secret;
    }
}
