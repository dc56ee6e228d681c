package io.prox.console.provider;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/// Whether there is a provider: its issuer is given, and is not empty, as an unused variable of the
/// environment may be.
public final class ProviderIsSet implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return !context.getEnvironment().getProperty("prox.console.provider.issuer", "").isEmpty();
    }
}
