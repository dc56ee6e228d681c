package io.prox.console.provider;

import io.prox.platform.database.Database;
import io.prox.platform.sealing.Sealing;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/// The provider by which people may sign in; without an issuer, none.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProviderProperties.class)
public class ProviderConfiguration {
    @Bean
    @Conditional(ProviderIsSet.class)
    Provider provider(ProviderProperties properties, Clock clock) {
        return new Provider(properties, properties.issuer().orElseThrow(), clock);
    }

    @Bean
    @Conditional(ProviderIsSet.class)
    PendingSignIns pendingSignIns(
            Database database, Sealing sealing, SecureRandom chance, Clock clock) {
        return new PendingSignIns(database, sealing, chance, clock);
    }
}
