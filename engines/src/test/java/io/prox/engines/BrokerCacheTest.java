package io.prox.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class BrokerCacheTest {
    @TempDir(factory = PassableFolder.class)
    Path folder = Path.of("");

    @Test
    void brokerTakesTheCacheOfItsOwnClassPathAndDoesWithoutAnother() throws Exception {
        Path cache = folder.resolve("kafka.aot");
        String jars = jarsOnly();

        Process making = HostProcess.java(jars, CacheHost.class, cache.toString());
        assertThat(new String(making.getInputStream().readAllBytes(), UTF_8)).isEmpty();
        assertThat(making.waitFor()).isZero();
        assertThat(cache).isNotEmptyFile();

        Path same = folder.resolve("same");
        Process host = HostProcess.java(jars, Host.class, same.toString(), cache.toString());
        host.getOutputStream().close();
        assertThat(new String(host.getInputStream().readAllBytes(), UTF_8))
                .startsWith("ready ")
                .contains("closed ");
        assertThat(same.resolve("logs/kafka.log")).content().doesNotContain("[aot]");

        EnginesSettings other = Shelf.settings(folder.resolve("other")).withBrokerCache(cache);
        Engines.start(other.only(Engine.KAFKA)).close();
        assertThat(folder.resolve("other/logs/kafka.log")).content().contains("[aot]");
    }

    /// Our class path, its folders packed into jars.
    private String jarsOnly() throws IOException {
        var jars = new ArrayList<String>();
        String ours = System.getProperty("java.class.path");
        for (String name : Pattern.compile(File.pathSeparator).split(ours, 0)) {
            Path entry = Path.of(name);
            if (Files.isDirectory(entry)) {
                Path jar = folder.resolve("classes-" + jars.size() + ".jar");
                pack(entry, jar);
                entry = jar;
            }
            jars.add(entry.toString());
        }
        return String.join(File.pathSeparator, jars);
    }

    private static void pack(Path classes, Path jar) throws IOException {
        List<Path> files;
        try (var found = Files.walk(classes)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        try (OutputStream file = Files.newOutputStream(jar);
                var entries = new JarOutputStream(file)) {
            for (Path each : files) {
                entries.putNextEntry(new JarEntry(classes.relativize(each).toString()));
                Files.copy(each, entries);
            }
        }
    }
}
