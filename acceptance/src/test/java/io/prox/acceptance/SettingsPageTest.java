package io.prox.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.console.provider.ProviderProperties;
import io.prox.console.routes.RoutesProperties;
import io.prox.ingestion.events.EventsProperties;
import io.prox.ingestion.imports.ImportsProperties;
import io.prox.ingestion.leads.LeadsProperties;
import io.prox.platform.PlatformProperties;
import io.prox.scoring.ScoringProperties;
import java.io.IOException;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `docs/reference/settings.md` names every setting that the code reads, with its default, and no
/// other of ours.
class SettingsPageTest {
    private static final Path PAGE = Path.of("../docs/reference/settings.md");
    private static final List<Class<?>> SETTINGS =
            List.of(
                    PlatformProperties.class,
                    ScoringProperties.class,
                    EventsProperties.class,
                    ImportsProperties.class,
                    LeadsProperties.class,
                    RoutesProperties.class,
                    ProviderProperties.class);
    private static final Pattern ROW = Pattern.compile("\\| `(prox\\.[^`]+)` \\|([^|]*)\\| .+ \\|");

    @Test
    void namesEverySettingWithItsDefault() throws IOException {
        SortedMap<String, String> read = new TreeMap<>();
        for (Class<?> type : SETTINGS) {
            ConfigurationProperties prefix =
                    Objects.requireNonNull(type.getAnnotation(ConfigurationProperties.class));
            collect(prefix.value(), type, read);
        }
        assertThat(read).hasSizeGreaterThan(15);

        assertThat(page()).isEqualTo(read);
    }

    private static SortedMap<String, String> page() throws IOException {
        SortedMap<String, String> rows = new TreeMap<>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.put(row.group(1), row.group(2).replace("`", "").strip());
            }
        }
        return rows;
    }

    private static void collect(String prefix, Class<?> type, Map<String, String> into) {
        for (Parameter parameter : type.getDeclaredConstructors()[0].getParameters()) {
            String key = prefix + "." + dashed(parameter.getName());
            if (parameter.getType().isRecord() && parameter.getType().getEnclosingClass() == type) {
                collect(key, parameter.getType(), into);
            } else if (parameter.getType() == Map.class) {
                into.put(key + ".*", "");
            } else {
                DefaultValue value = parameter.getAnnotation(DefaultValue.class);
                into.put(
                        key,
                        value == null ? "" : Arrays.stream(value.value()).findFirst().orElse(""));
            }
        }
    }

    private static String dashed(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
