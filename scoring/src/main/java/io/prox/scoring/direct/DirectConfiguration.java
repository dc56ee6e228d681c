package io.prox.scoring.direct;

import io.prox.scoring.models.Champions;
import io.prox.scoring.models.ModelStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// What scores leads that are not kept.
@Configuration(proxyBeanMethods = false)
@Import(DirectScoresController.class)
public class DirectConfiguration {
    @Bean
    DirectScores directScores(Champions champions, ModelStore models) {
        return new DirectScores(champions, models);
    }
}
