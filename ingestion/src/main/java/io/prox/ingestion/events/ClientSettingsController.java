package io.prox.ingestion.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.prox.contracts.EventFact.Channel;
import io.prox.ingestion.keys.RememberedKeys;
import io.prox.ingestion.keys.Sender;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import io.prox.platform.web.Open;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// What the browser client of Segment (`analytics-next`) asks for before it sends anything: where
/// to, and for which other services it is to load code, which are none. So it works unchanged but
/// for its host (`cdnURL`).
@RestController
final class ClientSettingsController {
    private final RememberedKeys keys;

    ClientSettingsController(RememberedKeys keys) {
        this.keys = keys;
    }

    /// @param remotePlugins code of others to be loaded: none
    /// @param metrics what the client tells its maker: nothing
    record ClientSettings(
            Integrations integrations,
            Plan plan,
            Map<String, String> edgeFunction,
            boolean analyticsNextEnabled,
            boolean legacyVideoPluginsEnabled,
            List<String> remotePlugins,
            Metrics metrics) {}

    record Integrations(@JsonProperty("Segment.io") Delivery delivery) {}

    /// @param apiKey the write key
    /// @param apiHost host, port and beginning of the path
    /// @param protocol `https`, or `http` where the page of settings came by it
    record Delivery(
            String apiKey,
            String apiHost,
            String protocol,
            List<String> unbundledIntegrations,
            boolean addBundledMetadata) {}

    /// Which events are let through: all, as nothing is named.
    record Plan(
            Map<String, String> track, Map<String, String> identify, Map<String, String> group) {
        static final Plan ALL = new Plan(Map.of(), Map.of(), Map.of());
    }

    record Metrics(double sampleRate) {}

    @Open("it says nothing but what the caller told: its own key, and the address that it asked")
    @GetMapping("/v1/projects/{key}/settings")
    ClientSettings settings(
            @PathVariable String key, HttpServletRequest request, HttpServletResponse response) {
        ForeignPages.allow(request, response);
        if (!keys.find(key).map(Sender::channel).equals(Optional.of(Channel.BROWSER))) {
            throw new ProblemException(
                    ProblemType.NOT_FOUND, "There is no source with this key for browsers.");
        }
        return new ClientSettings(
                new Integrations(
                        new Delivery(
                                key, host(request) + "/v1", request.getScheme(), List.of(), false)),
                Plan.ALL,
                Map.of(),
                true,
                false,
                List.of(),
                new Metrics(0));
    }

    /// As the client has reached it, whatever stands in between.
    private static String host(HttpServletRequest request) {
        String named = request.getServerName();
        int port = request.getServerPort();
        int usual = request.isSecure() ? 443 : 80;
        return port == usual ? named : named + ":" + port;
    }
}
