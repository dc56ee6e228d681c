package io.prox.platform.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;

/// The key of the installation: a file that is kept apart from the data and its backups.
///
/// A Tink keyset in JSON. It may hold several keys, of which the primary one wraps and any unwraps,
/// so that it can be rotated with Tink's tool.
public final class MasterKey {
    private static final String MARK = "mark of the master key";

    private final Aead aead;

    private MasterKey(KeysetHandle keyset) throws GeneralSecurityException {
        this.aead = keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    /// Reads the key.
    ///
    /// @throws SealingException if the file is not there, not readable, or no keyset
    public static MasterKey read(Path file) {
        try {
            AeadConfig.register();
            return new MasterKey(
                    TinkJsonProtoKeysetFormat.parseKeyset(
                            new String(Files.readAllBytes(file), UTF_8),
                            RegistryConfiguration.get(),
                            InsecureSecretKeyAccess.get()));
        } catch (IOException unreadable) {
            throw new SealingException(
                    "Cannot read the master key %s (%s). Without it nothing personal can be opened: put it back from where you keep it."
                            .formatted(file, unreadable),
                    unreadable);
        } catch (GeneralSecurityException damaged) {
            throw new SealingException(
                    "The master key %s is damaged. Put it back from where you keep it."
                            .formatted(file),
                    damaged);
        }
    }

    /// Makes a new key that only the owner of this process may read, unless there is one. Its
    /// folder is made, too.
    public static MasterKey readOrMake(Path file) {
        if (!Files.exists(file)) {
            make(file);
        }
        return read(file);
    }

    private static void make(Path file) {
        try {
            AeadConfig.register();
            String json =
                    TinkJsonProtoKeysetFormat.serializeKeyset(
                            KeysetHandle.generateNew(
                                    PredefinedAeadParameters.AES256_GCM,
                                    RegistryConfiguration.get()),
                            RegistryConfiguration.get(),
                            InsecureSecretKeyAccess.get());
            Files.createDirectories(
                    file.toAbsolutePath().getParent(),
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            Path part = writePart(file, json.getBytes(UTF_8));
            // A link fails where another process was faster, which a move would overwrite.
            try {
                Files.createLink(file, part);
            } finally {
                Files.delete(part);
            }
        } catch (FileAlreadyExistsException faster) {
            // another process has made it
        } catch (IOException | GeneralSecurityException trouble) {
            throw new SealingException(
                    "Cannot make a master key at %s: %s".formatted(file, trouble), trouble);
        }
    }

    /// Copies a key to a file that only the owner of this process may read, for keeping elsewhere.
    ///
    /// @throws SealingException if there is no key to copy, or the copy cannot be written
    public static void copy(Path from, Path to) {
        read(from);
        try {
            Files.move(writePart(to, Files.readAllBytes(from)), to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException trouble) {
            throw new SealingException(
                    "Cannot write the master key to %s (%s). Choose another place."
                            .formatted(to, trouble),
                    trouble);
        }
    }

    private static Path writePart(Path file, byte[] content) throws IOException {
        // under a name of its own, since another process may be at it too
        Path part =
                Files.createTempFile(
                        file.toAbsolutePath().getParent(),
                        file.getFileName() + "-",
                        ".part",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Files.write(part, content, StandardOpenOption.SYNC);
        return part;
    }

    /// Something that only this key opens, or one that was rotated from it: by it the key is known
    /// again. Tells nothing of the key.
    ///
    /// @return letters, digits, `-`, `_` and `=` only
    public String mark() {
        return Base64.getUrlEncoder().encodeToString(wrap(new byte[0], MARK));
    }

    /// Whether a mark is of this key, or of one that this one was rotated from.
    public boolean made(String mark) {
        try {
            return aead.decrypt(Base64.getUrlDecoder().decode(mark), MARK.getBytes(UTF_8)).length
                    == 0;
        } catch (GeneralSecurityException | IllegalArgumentException other) {
            return false;
        }
    }

    byte[] wrap(byte[] key, String binding) {
        try {
            return aead.encrypt(key, binding.getBytes(UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new SealingException("Cannot wrap a key", impossible);
        }
    }

    byte[] unwrap(byte[] wrapped, String binding) {
        try {
            return aead.decrypt(wrapped, binding.getBytes(UTF_8));
        } catch (GeneralSecurityException other) {
            throw new SealingException(
                    "The master key is not the one that this data was sealed with. Put back the one that belongs to it.",
                    other);
        }
    }
}
