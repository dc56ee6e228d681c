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
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.stream.IntStream;

/// The key of the installation: a file that is kept apart from the data and its backups.
///
/// A Tink keyset in JSON. While it is rotated it holds several keys, of which the primary one wraps
/// and any unwraps; [KeyRotation] takes the older ones out. The file is read again where what it
/// held does not open something, since another process may have come to know a newer one.
public final class MasterKey {
    private static final String MARK = "mark of the master key";

    private final Path file;
    private volatile Keys keys;

    private MasterKey(Path file) {
        this.file = file;
        this.keys = keys(file);
    }

    /// A keyset and what it does.
    private record Keys(KeysetHandle keyset, Aead aead) {}

    /// Reads the key.
    ///
    /// @throws SealingException if the file is not there, not readable, or no keyset
    public static MasterKey read(Path file) {
        return new MasterKey(file);
    }

    private static Keys keys(Path file) {
        try {
            KeysetHandle keyset = parse(Files.readAllBytes(file));
            return new Keys(keyset, keyset.getPrimitive(RegistryConfiguration.get(), Aead.class));
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

    private static KeysetHandle parse(byte[] json) throws GeneralSecurityException {
        AeadConfig.register();
        return TinkJsonProtoKeysetFormat.parseKeyset(
                new String(json, UTF_8),
                RegistryConfiguration.get(),
                InsecureSecretKeyAccess.get());
    }

    private static byte[] json(KeysetHandle keyset) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(
                        keyset, RegistryConfiguration.get(), InsecureSecretKeyAccess.get())
                .getBytes(UTF_8);
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
            byte[] json =
                    json(
                            KeysetHandle.generateNew(
                                    PredefinedAeadParameters.AES256_GCM,
                                    RegistryConfiguration.get()));
            Files.createDirectories(
                    file.toAbsolutePath().getParent(),
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            Path part = writePart(file, json);
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

    /// Puts a new key into a file, by which all others are wrapped from then on. The one before
    /// stays in it until nothing is wrapped by it any more.
    ///
    /// @throws SealingException if there is no key, a rotation is not done yet, or the file cannot
    ///   be written
    public static void rotate(Path file) {
        change(
                file,
                keyset -> {
                    if (keyset.size() > 1) {
                        throw new SealingException(
                                "The master key %s holds an older key yet: a rotation is not done. Start ProX, and let it finish that one."
                                        .formatted(file));
                    }
                    return KeysetHandle.newBuilder(keyset)
                            .addEntry(
                                    KeysetHandle.generateEntryFromParameters(
                                                    PredefinedAeadParameters.AES256_GCM)
                                            .withRandomId()
                                            .makePrimary())
                            .build();
                });
    }

    /// Takes all keys out of the file but the one that wraps, if that is the one that we know.
    void dropOlder() {
        int newest = newest();
        change(
                file,
                keyset -> {
                    KeysetHandle.Entry primary = keyset.getPrimary();
                    return primary.getId() != newest
                            ? keyset
                            : KeysetHandle.newBuilder()
                                    .addEntry(
                                            KeysetHandle.importKey(primary.getKey())
                                                    .withFixedId(primary.getId())
                                                    .makePrimary())
                                    .build();
                });
        refresh();
    }

    private interface Change {
        KeysetHandle of(KeysetHandle keyset) throws GeneralSecurityException;
    }

    /// Replaces the keyset in a file. Whoever does the same waits: the file is locked, and it is
    /// made sure that what was locked is the file that has the name.
    private static synchronized void change(Path file, Change change) {
        keys(file);
        try {
            boolean done = false;
            while (!done) {
                Object before = attributes(file).fileKey();
                try (FileChannel channel =
                        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                    channel.lock();
                    PosixFileAttributes attributes = attributes(file);
                    if (before.equals(attributes.fileKey())) {
                        replace(file, json(change.of(parse(Files.readAllBytes(file)))), attributes);
                        done = true;
                    }
                }
            }
        } catch (IOException | GeneralSecurityException trouble) {
            throw new SealingException(
                    "Cannot change the master key %s (%s). Give ProX the right to write it and its folder."
                            .formatted(file, trouble),
                    trouble);
        }
    }

    private static PosixFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, PosixFileAttributes.class);
    }

    /// @param attributes of the file, so that whoever may read it still may
    private static void replace(Path file, byte[] json, PosixFileAttributes attributes)
            throws IOException {
        Path part = writePart(file, json);
        try {
            PosixFileAttributeView view =
                    Files.getFileAttributeView(part, PosixFileAttributeView.class);
            if (!attributes(part).owner().equals(attributes.owner())) {
                view.setOwner(attributes.owner());
            }
            if (!attributes(part).group().equals(attributes.group())) {
                view.setGroup(attributes.group());
            }
            view.setPermissions(attributes.permissions());
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /// Reads the file again.
    void refresh() {
        keys = keys(file);
    }

    /// Number of the key that wraps.
    int newest() {
        return keys.keyset().getPrimary().getId();
    }

    /// Whether there are keys beside the one that wraps.
    boolean holdsOlder() {
        return keys.keyset().size() > 1;
    }

    /// Whether something is wrapped by the newest key. Tink writes a key's number in front of what
    /// the key wrapped, after one byte.
    boolean isByNewest(byte[] wrapped) {
        return number(wrapped) == newest();
    }

    /// Whether the key by which something is wrapped is here.
    boolean holds(byte[] wrapped) {
        KeysetHandle keyset = keys.keyset();
        return IntStream.range(0, keyset.size())
                .anyMatch(index -> keyset.getAt(index).getId() == number(wrapped));
    }

    private static int number(byte[] wrapped) {
        return ByteBuffer.wrap(wrapped).getInt(1);
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
            return keys.aead()
                            .decrypt(Base64.getUrlDecoder().decode(mark), MARK.getBytes(UTF_8))
                            .length
                    == 0;
        } catch (GeneralSecurityException | IllegalArgumentException other) {
            return false;
        }
    }

    byte[] wrap(byte[] key, String binding) {
        try {
            return keys.aead().encrypt(key, binding.getBytes(UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new SealingException("Cannot wrap a key", impossible);
        }
    }

    byte[] unwrap(byte[] wrapped, String binding) {
        if (!holds(wrapped)) {
            refresh();
        }
        try {
            return keys.aead().decrypt(wrapped, binding.getBytes(UTF_8));
        } catch (GeneralSecurityException other) {
            throw new SealingException(
                    "The master key is not the one that this data was sealed with. Put back the one that belongs to it.",
                    other);
        }
    }
}
