package io.prox.platform;

/// Which ProX this is.
public final class Version {
    private static final String UNKNOWN = "development";

    private Version() {}

    /// As the jar says; `development` outside of one.
    public static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? UNKNOWN : version;
    }
}
