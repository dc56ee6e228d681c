package io.prox.platform;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/// The keys `prox.*` that there are, so that a misspelt one is not passed over in silence.
///
/// Of all components, whichever run: the processes of an installation may share a file. What the
/// machine itself sets is not looked at: the environment holds variables of others that begin with
/// `PROX_`, as those that Kubernetes makes for a service of that name.
final class KnownKeys {
    private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("prox");
    private static final Set<String> OF_THE_MACHINE =
            Set.of(
                    StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                    StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);

    private final Set<ConfigurationPropertyName> single = new HashSet<>();

    /// Keys with others below them: maps and lists.
    private final Set<ConfigurationPropertyName> open = new HashSet<>();

    /// @param settings records that are annotated as [ConfigurationProperties]
    KnownKeys(Collection<Class<?>> settings) {
        for (Class<?> record : settings) {
            ConfigurationProperties bound = record.getAnnotation(ConfigurationProperties.class);
            if (bound == null) {
                throw new IllegalArgumentException("these are no settings: " + record);
            }
            collect(ConfigurationPropertyName.of(bound.value()), record);
        }
    }

    private void collect(ConfigurationPropertyName prefix, Class<?> record) {
        for (RecordComponent component : record.getRecordComponents()) {
            ConfigurationPropertyName key = prefix.append(dashed(component.getName()));
            Class<?> type = component.getType();
            if (type.isRecord()) {
                collect(key, type);
            } else if (Map.class.isAssignableFrom(type)
                    || Collection.class.isAssignableFrom(type)) {
                open.add(key);
            } else {
                single.add(key);
            }
        }
    }

    /// As a key is written: `masterKey` is `master-key`.
    static String dashed(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /// Keys `prox.*` of files and arguments that are none.
    List<String> unknown(Environment environment) {
        var unknown = new TreeSet<String>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource named
                    && !isOfTheMachine(source)) {
                named.stream()
                        .filter(key -> OURS.isAncestorOf(key) && !isKnown(key))
                        .forEach(key -> unknown.add(key.toString()));
            }
        }
        return List.copyOf(unknown);
    }

    private static boolean isOfTheMachine(ConfigurationPropertySource source) {
        return source.getUnderlyingSource() instanceof PropertySource<?> underlying
                && OF_THE_MACHINE.contains(underlying.getName());
    }

    private boolean isKnown(ConfigurationPropertyName key) {
        return single.contains(key)
                || open.stream().anyMatch(above -> above.equals(key) || above.isAncestorOf(key));
    }
}
