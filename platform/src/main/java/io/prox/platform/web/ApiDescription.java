package io.prox.platform.web;

import static java.util.stream.Collectors.joining;

import io.prox.platform.Version;
import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.problems.Problem;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.HandlerMethod;

/// The API as OpenAPI 3.1 at `/v1/openapi.json`, made from the endpoints that this process serves.
@Configuration(proxyBeanMethods = false)
class ApiDescription {
    /// Extension of an operation: the permission that its caller needs.
    static final String PERMISSION = "x-permission";

    /// Extension of an operation: whether a user must have given their password a short while ago.
    static final String CONFIRMED = "x-confirmed";

    private static final String KEY = "key";
    private static final String SESSION = "session";
    private static final String PROBLEM = "Problem";
    private static final String PROBLEM_JSON = "application/problem+json";

    /// Packages of components are `io.prox.NAME`.
    private static final int COMPONENT = 2;

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }

    @Bean
    ModelResolver modelResolver(ObjectMapperProvider mappers) {
        return new DescribedModels(mappers.jsonMapper());
    }

    /// With a server, since the address of whoever asked first would else be that of all.
    @Bean
    OpenAPI apiDescription() {
        return new OpenAPI().servers(List.of(new Server().url("/")));
    }

    @Bean
    OpenApiCustomizer apiDescriptionCustomizer() {
        return ApiDescription::describe;
    }

    private static void describe(OpenAPI api) {
        api.info(
                new Info()
                        .title("ProX")
                        .version(Version.current())
                        .license(
                                new License()
                                        .name("Apache-2.0")
                                        .url("https://www.apache.org/licenses/LICENSE-2.0"))
                        .description(
                                """
                                Tells a sales team whom to call next, and why. Identifiers are opaque. Times are RFC 3339 \
                                in UTC. What is absent is left out. Lists take `limit` (at most 200) and `after`, which \
                                is `next` of the page before. A POST may carry an `Idempotency-Key`. Whatever goes wrong \
                                is answered as a problem (RFC 9457)."""));
        api.getComponents()
                .addSecuritySchemes(
                        KEY,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("An API key."))
                .addSecuritySchemes(
                        SESSION,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.COOKIE)
                                .name("__Host-prox")
                                .description(
                                        "A signed-in user; without TLS the cookie is `prox`. What changes something needs the header `X-Prox-Page: 1` too."));
        ModelConverters.getInstance(true)
                .readAll(Problem.class)
                .forEach((name, schema) -> api.getComponents().addSchemas(name, schema));
    }

    @Bean
    OperationCustomizer operationDescription() {
        return ApiDescription::describe;
    }

    private static Operation describe(Operation operation, HandlerMethod handler) {
        operation.tags(List.of(component(handler)));
        operation.operationId(name(handler));
        problem(operation, "default", "Something is wrong.");
        if (operation.getRequestBody() != null
                || (operation.getParameters() != null && !operation.getParameters().isEmpty())) {
            problem(operation, "400", "The request is not as it must be.");
        }
        if (Arrays.stream(handler.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(PathVariable.class))) {
            problem(operation, "404", "There is no such thing, or not for you.");
        }
        Requires requires = handler.getMethodAnnotation(Requires.class);
        if (requires == null) {
            return operation.security(List.of());
        }
        problem(operation, "401", "Nobody is signed in.");
        problem(operation, "403", "The role or key does not allow this.");
        List<Permission> needed = List.of(requires.value());
        operation.addExtension(
                PERMISSION, needed.stream().map(Permission::word).collect(joining(" ")));
        if (handler.getMethodAnnotation(Confirmed.class) != null) {
            operation.addExtension(CONFIRMED, true);
        }
        var user = new SecurityRequirement().addList(SESSION);
        return operation.security(
                needed.contains(Permission.SELF)
                        ? List.of(user)
                        : List.of(new SecurityRequirement().addList(KEY), user));
    }

    /// One that no other operation has, whatever else is served: `WorkController.page` is
    /// `workPage`.
    private static String name(HandlerMethod handler) {
        String controller = handler.getBeanType().getSimpleName().replace("Controller", "");
        String method = handler.getMethod().getName();
        return controller.substring(0, 1).toLowerCase(Locale.ROOT)
                + controller.substring(1)
                + method.substring(0, 1).toUpperCase(Locale.ROOT)
                + method.substring(1);
    }

    private static String component(HandlerMethod handler) {
        return handler.getBeanType().getName().split("\\.", -1)[COMPONENT];
    }

    private static void problem(Operation operation, String status, String description) {
        operation
                .getResponses()
                .addApiResponse(
                        status,
                        new ApiResponse()
                                .description(description)
                                .content(
                                        new Content()
                                                .addMediaType(
                                                        PROBLEM_JSON,
                                                        new MediaType()
                                                                .schema(
                                                                        new Schema<Object>()
                                                                                .$ref(PROBLEM)))));
    }
}
