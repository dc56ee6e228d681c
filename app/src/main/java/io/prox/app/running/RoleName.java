package io.prox.app.running;

import io.prox.console.ConsoleConfiguration;
import io.prox.ingestion.IngestionConfiguration;
import io.prox.scoring.ScoringConfiguration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The components by the names under which they are started.
public enum RoleName {
    INGESTION(IngestionConfiguration.class),
    SCORING(ScoringConfiguration.class),
    CONSOLE(ConsoleConfiguration.class);

    private final Class<?> configuration;

    RoleName(Class<?> configuration) {
        this.configuration = configuration;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<RoleName> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }

    /// What Spring starts these roles by.
    public static List<Class<?>> configurations(Set<RoleName> roles) {
        List<Class<?>> configurations = new ArrayList<>();
        roles.forEach(role -> configurations.add(role.configuration));
        return configurations;
    }
}
