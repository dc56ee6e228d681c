package io.prox.benchmarks;

/// What libraries log while a check or a bench runs.
final class Logging {
    private Logging() {}

    /// To be called before anything logs.
    static void showWarnings() {
        System.setProperty("logback.configurationFile", "io/prox/benchmarks/logging.xml");
    }
}
