package io.prox.app.running;

import io.prox.console.access.FirstAdministrator;
import io.prox.platform.ServiceProcess;
import java.io.PrintStream;
import java.net.URI;

/// What a process says when it answers.
public final class FirstLines {
    /// Until the first administrator gives another when signing in.
    private static final String EMAIL = "admin@prox.example";

    private FirstLines() {}

    /// The address of a process on this machine.
    public static String url(ServiceProcess process) {
        return "http://127.0.0.1:%d/".formatted(process.port());
    }

    /// Prints the address of the console, alone on the first line, and then the link that lets the
    /// first person in, if nobody can come in without one.
    ///
    /// @param process that the role `console` is in
    /// @param name of the workspace that is made at the first start
    /// @param demo whether what is in it is made up
    public static void tell(PrintStream out, ServiceProcess process, String name, boolean demo) {
        out.println(url(process));
        process.part(FirstAdministrator.class)
                .link(name, EMAIL, demo)
                .ifPresent(
                        path -> {
                            out.println();
                            out.println("Sign in with this link. It works once, for a day:");
                            out.println(URI.create(url(process)).resolve(path));
                        });
        out.flush();
    }
}
