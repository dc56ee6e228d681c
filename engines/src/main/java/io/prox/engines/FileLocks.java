package io.prox.engines;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Locked files that say which process holds them. The system gives a lock back when its holder
/// dies.
final class FileLocks {
    private static final Pattern HOLDER = Pattern.compile("process ([0-9]+), .*");

    private FileLocks() {}

    /// Locks the file, which is made if it is missing, and writes into it who we are.
    ///
    /// @return the channel that holds the lock until it is closed; null if another process holds it
    static @Nullable FileChannel tryLock(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean held = false;
        try {
            held = channel.tryLock() != null;
            if (!held) {
                return null;
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(us().getBytes(US_ASCII)));
            return channel;
        } finally {
            if (!held) {
                channel.close();
            }
        }
    }

    /// The process that wrote itself into the file last, if it still runs.
    static Optional<ProcessHandle> holder(Path file) throws IOException {
        Matcher text = HOLDER.matcher(Files.readString(file, US_ASCII).strip());
        return text.matches() ? ProcessHandle.of(Long.parseLong(text.group(1))) : Optional.empty();
    }

    private static String us() {
        ProcessHandle process = ProcessHandle.current();
        String since = process.info().startInstant().map(Object::toString).orElse("unknown");
        return "process %d, started %s\n".formatted(process.pid(), since);
    }
}
