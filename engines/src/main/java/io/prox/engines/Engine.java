package io.prox.engines;

/// An engine that ProX can bring along instead of being given one to connect to.
public enum Engine {
    POSTGRESQL("PostgreSQL"),
    KAFKA("Kafka");

    private final String name;

    Engine(String name) {
        this.name = name;
    }

    /// @return its name as people write it
    @Override
    public String toString() {
        return name;
    }
}
