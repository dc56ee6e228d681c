package io.prox.console.work;

import io.prox.console.ConsoleConfiguration;
import io.prox.platform.ServiceProcess;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A console in a process of its own, to be killed. Settings come as `key=value`.
public final class ConsoleHost {
    private ConsoleHost() {}

    /// Runs until it is killed.
    public static void main(String[] arguments) throws InterruptedException {
        Map<String, Object> settings = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            settings.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        try (var console = ServiceProcess.start(List.of(ConsoleConfiguration.class), settings)) {
            System.out.println("port " + console.port());
            Thread.currentThread().join();
        }
    }
}
