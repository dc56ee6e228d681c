package io.prox.tables.reading;

import io.prox.tables.TableException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.zip.ZipException;

/// Turns what can go wrong while a file is read into one sentence that names the file. Unchecked
/// exceptions pass: they come from whoever takes the rows, or are faults of ours.
final class FileTrouble {
    private FileTrouble() {}

    /// Work on a file.
    ///
    /// @param <T> what comes of it
    interface Work<T> {
        T run() throws IOException;
    }

    static <T> T explain(String name, Work<T> work) {
        try {
            return work.run();
        } catch (TableException known) {
            throw said(name, String.valueOf(known.getMessage()), known);
        } catch (ZipException | EOFException damaged) {
            throw said(name, "damaged, or only a part of it is here; fetch it again", damaged);
        } catch (CharacterCodingException invalid) {
            throw said(
                    name,
                    "damaged text: not valid in the encoding that its first bytes state; save"
                            + " it as UTF-8",
                    invalid);
        } catch (IOException unreadable) {
            throw unreadable(name, unreadable);
        }
    }

    private static TableException unreadable(String name, IOException cause) {
        return said(name, "cannot be read (%s)".formatted(cause.getMessage()), cause);
    }

    private static TableException said(String name, String what, Exception cause) {
        return new TableException(what.contains(name) ? what : name + ": " + what, cause);
    }
}
