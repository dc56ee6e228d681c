package io.prox.engines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.util.List;

/// A program that is run to its end.
final class Command {
    private Command() {}

    /// @param purpose what it is for, as the subject of a message
    /// @return what it printed
    /// @throws EnginesException with what it printed, if it did not succeed
    static String run(String purpose, List<String> command) {
        var builder = new ProcessBuilder(command);
        // another user may not be allowed into the directory that we are in
        builder.directory(new File("/")).redirectErrorStream(true);
        Child.clean(builder.environment());
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            int status = process.waitFor();
            if (status != 0) {
                throw new EnginesException(
                        "%s failed: %s ended with status %d and said:\n%s"
                                .formatted(purpose, command, status, output.indent(2)));
            }
            return output;
        } catch (IOException refused) {
            throw new EnginesException(
                    "%s failed: %s".formatted(purpose, refused.getMessage()), refused);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new EnginesException("%s was interrupted".formatted(purpose), stopped);
        }
    }
}
