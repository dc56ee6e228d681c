package io.prox.ingestion.keys;

import io.prox.platform.database.Database;
import io.prox.platform.ids.Identifiers;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// The keys of sources.
@Configuration(proxyBeanMethods = false)
@Import(SourceKeysController.class)
public class KeysConfiguration {
    @Bean
    WriteKeys writeKeys(
            Database database, Identifiers identifiers, SecureRandom chance, Clock clock) {
        return new WriteKeys(database, identifiers, chance, clock);
    }
}
