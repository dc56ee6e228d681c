package io.prox.ingestion.tracking;

import io.prox.platform.access.Permission;
import io.prox.platform.web.Requires;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// What pages are to be told of the script, over HTTP.
@RestController
final class TrackerController {
    private final Scripts scripts;

    TrackerController(Scripts scripts) {
        this.scripts = scripts;
    }

    /// @param address where the newest version is, for good
    /// @param integrity by which a browser holds it to its content
    record TrackerAnswer(String version, String address, String integrity) {}

    @Requires(Permission.SOURCES_READ)
    @GetMapping("/v1/tracker")
    TrackerAnswer tracker() {
        Script newest = scripts.newest();
        return new TrackerAnswer(
                newest.version(), ScriptServlet.address(newest), newest.integrity());
    }
}
