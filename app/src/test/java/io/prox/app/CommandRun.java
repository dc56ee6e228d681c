package io.prox.app;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// A command that was run in this process.
///
/// @param code exit code
/// @param out standard output
/// @param err error output
record CommandRun(int code, String out, String err) {
    static CommandRun of(Object... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var words = new String[arguments.length];
        for (int index = 0; index < words.length; index++) {
            words[index] = arguments[index].toString();
        }
        int code = Main.run(words, out, stream(out), stream(err), Terminal.PLAIN);
        return new CommandRun(code, text(out), text(err));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
