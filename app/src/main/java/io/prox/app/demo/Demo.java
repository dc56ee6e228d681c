package io.prox.app.demo;

import io.prox.app.running.Installation;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.ApiKeys;
import io.prox.platform.access.Permission;
import io.prox.platform.access.Workspaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Brings leads into a demo installation, and tells how far it has come until they are scored by a
/// model.
public final class Demo {
    static final String PROX = "prox";
    private static final String KEY = "Demo feed";
    private static final Duration KEY_LIFE = Duration.ofDays(366);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Api api;
    private final URI address;
    private final Team team;
    private final Path memory;
    private final Consumer<String> progress;

    private Demo(Api api, URI address, Team team, Path memory, Consumer<String> progress) {
        this.api = api;
        this.address = address;
        this.team = team;
        this.memory = memory;
        this.progress = progress;
    }

    /// @param data directory of the installation
    /// @param progress hears what happens, in sentences
    public static Demo in(Installation installation, Path data, Consumer<String> progress) {
        WorkspaceId workspace = installation.part(Workspaces.class).all().getFirst();
        ApiKeys keys = installation.part(ApiKeys.class);
        keys.all(workspace).stream()
                .filter(earlier -> earlier.name().equals(KEY) && earlier.createdBy().equals(PROX))
                .forEach(earlier -> keys.revoke(workspace, earlier.id()));
        String key =
                keys.make(
                                workspace,
                                KEY,
                                EnumSet.of(
                                        Permission.LEADS_READ,
                                        Permission.LEADS_WRITE,
                                        Permission.IMPORTS_READ,
                                        Permission.IMPORTS_WRITE,
                                        Permission.MODELS_READ,
                                        Permission.SOURCES_READ,
                                        Permission.SOURCES_WRITE,
                                        Permission.WORK_READ,
                                        Permission.WORK_WRITE,
                                        Permission.WORK_ASSIGN),
                                PROX,
                                KEY_LIFE)
                        .secret();
        URI address = URI.create(installation.url());
        var api = new Api(address, key);
        var team = new Team(api, installation, workspace, Clock.systemUTC());
        return new Demo(api, address, team, data.resolve("demo"), progress);
    }

    /// Feeds the simulated company's leads, for ever.
    public void company() throws InterruptedException {
        try {
            Thread teller =
                    Thread.ofVirtual().name("demo-progress").start(() -> tellModels(team::join));
            new CompanyFeed(
                            api,
                            VisitFeed.of(
                                    api, address, Clock.systemUTC(), new SecureRandom(), progress),
                            memory,
                            Clock.systemUTC(),
                            progress)
                    .run();
            teller.join();
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    /// Brings a file in.
    ///
    /// @param target its outcome's column
    public void file(Path file, String target) throws InterruptedException {
        String name = String.valueOf(file.getFileName());
        new FileFeed(api, progress)
                .run(
                        file,
                        name,
                        fields -> {
                            if (!fields.containsKey(target)) {
                                throw new FileFeed.ImportException(
                                        "%s has no column '%s'; it has %s"
                                                .formatted(name, target, fields.keySet()));
                            }
                            fields.replaceAll(
                                    (column, mapped) ->
                                            mapped.field().equals("outcome")
                                                    ? FileFeed.Mapped.own(column)
                                                    : mapped);
                            fields.put(target, FileFeed.Mapped.standard("outcome"));
                        });
        tellModels(() -> {});
    }

    /// Tells of the first model, where it is not fully proven yet, and of the full proof.
    ///
    /// @param atFirst done between them
    private void tellModels(AtFirst atFirst) {
        boolean first = false;
        try {
            while (true) {
                JsonNode models = api.get("/v1/models");
                JsonNode champion = champion(models);
                if (!first && champion.isObject() && !models.has("coming")) {
                    first = true;
                    if (champion.get("quick").asBoolean()) {
                        tell("every lead is scored by a first model", champion);
                    }
                    atFirst.run();
                }
                if (champion.isObject() && !champion.get("quick").asBoolean()) {
                    tell("the full proof stands", champion);
                    return;
                }
                String trouble =
                        models.path("training").path("problem").path("detail").asString("");
                if (!trouble.isEmpty()) {
                    progress.accept("No model: " + trouble);
                    return;
                }
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(String what, JsonNode model) {
        progress.accept(
                "After %d s %s: ROC-AUC %.2f, learnt from %,d leads."
                        .formatted(
                                ManagementFactory.getRuntimeMXBean().getUptime() / 1000,
                                what,
                                model.get("rocAuc").get("value").asDouble(),
                                model.get("trainedOn").get("leads").asInt()));
    }

    /// What is to be done when the first model counts.
    @FunctionalInterface
    private interface AtFirst {
        void run() throws InterruptedException;
    }

    private static JsonNode champion(JsonNode models) {
        for (JsonNode model : models.get("models")) {
            if (model.get("id").equals(models.get("champion"))) {
                return model;
            }
        }
        return models.path("none");
    }
}
