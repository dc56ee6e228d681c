package io.prox.platform.web;

import io.prox.platform.PlatformProperties;
import io.prox.platform.access.ApiKeys;
import io.prox.platform.access.Sessions;
import io.prox.platform.database.Database;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import io.prox.platform.sealing.Sealing;
import java.time.Clock;
import java.util.List;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/// HTTP as all components speak it.
@Configuration(proxyBeanMethods = false)
@Import({ProblemAdvice.class, ApiDescription.class})
public class WebConfiguration {
    @Bean
    SecurityFilterChain security(
            HttpSecurity http,
            Sessions sessions,
            ApiKeys keys,
            IdempotentRequests idempotentRequests,
            PlatformProperties properties,
            Clock clock,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems)
            throws Exception {
        return http
                // Sessions are our own rows, found by a cookie that no foreign page can use: see
                // CallerFilter.
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .formLogin(login -> login.disable())
                .httpBasic(basic -> basic.disable())
                .logout(logout -> logout.disable())
                .requestCache(cache -> cache.disable())
                .addFilterBefore(new BodyBound(problems), AnonymousAuthenticationFilter.class)
                .addFilterBefore(
                        new CallerFilter(
                                sessions,
                                keys,
                                new RateLimits(properties.keyRequestsPerMinute(), clock),
                                problems),
                        AnonymousAuthenticationFilter.class)
                .addFilterBefore(
                        new IdempotencyFilter(idempotentRequests, problems),
                        AnonymousAuthenticationFilter.class)
                // PermissionInterceptor decides, with the endpoint's own permission at hand.
                .authorizeHttpRequests(
                        requests ->
                                requests.requestMatchers(HttpMethod.TRACE)
                                        .denyAll()
                                        .anyRequest()
                                        .permitAll())
                .headers(
                        headers ->
                                headers.contentSecurityPolicy(
                                                policy ->
                                                        policy.policyDirectives(
                                                                ContentPolicy.usual()))
                                        .referrerPolicy(
                                                referrer ->
                                                        referrer.policy(ReferrerPolicy.NO_REFERRER))
                                        .crossOriginOpenerPolicy(
                                                opener ->
                                                        opener.policy(
                                                                CrossOriginOpenerPolicyHeaderWriter
                                                                        .CrossOriginOpenerPolicy
                                                                        .SAME_ORIGIN))
                                        .addObjectPostProcessor(atOnce()))
                .build();
    }

    /// Answers addresses and methods that are refused before the filters are asked.
    @Bean
    RequestRejectedHandler refusedByFirewall(
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return (request, response, refused) -> {
            BrowserHeaders.each(response::setHeader);
            problems.resolveException(
                    request,
                    response,
                    null,
                    new ProblemException(
                            ProblemType.INVALID_REQUEST,
                            "The address, the method or a header has something in it that is taken from nobody."));
        };
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> refusedByServer() {
        return factory ->
                factory.addServerCustomizers(
                        server -> server.setErrorHandler(new RefusedByServer()));
    }

    /// Lets all threads go that rest for as long as threads may. As is usual, one would go in that
    /// time, and those of a crowd stay for hours.
    @Bean
    WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> restingThreads() {
        return factory ->
                factory.addServerCustomizers(
                        server -> {
                            if (server.getThreadPool() instanceof QueuedThreadPool threads) {
                                threads.setMaxEvictCount(threads.getMaxThreads());
                            }
                        });
    }

    @Bean
    IdempotentRequests idempotentRequests(Database database, Sealing sealing, Clock clock) {
        return new IdempotentRequests(database, sealing, clock);
    }

    @Bean
    JsonMapperBuilderCustomizer requiredValues() {
        return builder ->
                builder.annotationIntrospector(
                        AnnotationIntrospector.pair(
                                new RequiredValues(), new JacksonAnnotationIntrospector()));
    }

    /// Has the headers written before the answer. At its end, as is usual, they would come too late
    /// for an answer that is larger than the server's buffer, which goes out in parts.
    private static ObjectPostProcessor<HeaderWriterFilter> atOnce() {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends HeaderWriterFilter> O postProcess(O filter) {
                filter.setShouldWriteHeadersEagerly(true);
                return filter;
            }
        };
    }

    /// Keeps Spring from making a user of its own with a printed password.
    @Bean
    UserDetailsService noUsers() {
        return name -> {
            throw new UsernameNotFoundException("users sign in elsewhere");
        };
    }

    @Bean
    WebMvcConfigurer permissions() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new PermissionInterceptor());
                registry.addInterceptor(new KnownParameters());
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new Callers());
            }
        };
    }
}
