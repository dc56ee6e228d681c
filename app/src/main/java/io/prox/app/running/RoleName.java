package io.prox.app.running;

import io.prox.console.ConsoleConfiguration;
import io.prox.console.provider.ProviderProperties;
import io.prox.console.routes.RoutesProperties;
import io.prox.engagement.EngagementConfiguration;
import io.prox.ingestion.IngestionConfiguration;
import io.prox.ingestion.events.EventsProperties;
import io.prox.ingestion.imports.ImportsProperties;
import io.prox.ingestion.leads.LeadsProperties;
import io.prox.platform.PlatformProperties;
import io.prox.platform.ServiceProcess;
import io.prox.scoring.ScoringConfiguration;
import io.prox.scoring.ScoringProperties;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The components by the names under which they are started.
public enum RoleName {
    INGESTION(
            IngestionConfiguration.class,
            EventsProperties.class,
            ImportsProperties.class,
            LeadsProperties.class),
    ENGAGEMENT(EngagementConfiguration.class),
    SCORING(ScoringConfiguration.class, ScoringProperties.class),
    CONSOLE(ConsoleConfiguration.class, RoutesProperties.class, ProviderProperties.class);

    private final Class<?> configuration;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Class<?>> settings;

    /// @param settings records that it reads
    RoleName(Class<?> configuration, Class<?>... settings) {
        this.configuration = configuration;
        this.settings = List.of(settings);
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<RoleName> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }

    /// Starts roles in this process.
    ///
    /// @param settings by key, over those of file and environment
    public static ServiceProcess start(Set<RoleName> roles, Map<String, Object> settings) {
        List<Class<?>> known = new ArrayList<>(List.of(PlatformProperties.class));
        Arrays.stream(values()).forEach(role -> known.addAll(role.settings));
        return ServiceProcess.start(configurations(roles), known, settings);
    }

    /// What Spring starts these roles by.
    private static List<Class<?>> configurations(Set<RoleName> roles) {
        List<Class<?>> configurations = new ArrayList<>();
        roles.forEach(role -> configurations.add(role.configuration));
        return configurations;
    }
}
