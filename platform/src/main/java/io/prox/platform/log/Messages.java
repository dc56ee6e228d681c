package io.prox.platform.log;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Messages as the bytes of an outbox row: a byte for the format, and a frame of Zstandard (RFC
/// 8878). Facts of one transaction are much alike, and PostgreSQL writes each byte twice.
final class Messages {
    private static final int FORMAT = 2;

    /// As it was before facts were compressed. Rows that an earlier version left are still sent.
    private static final int PLAIN = 1;

    /// The fastest one that still finds what repeats.
    private static final int LEVEL = 1;

    private Messages() {}

    static byte[] pack(List<Message> messages) {
        byte[] plain = write(messages);
        byte[] packed = new byte[1 + Math.toIntExact(Zstd.compressBound(plain.length))];
        packed[0] = FORMAT;
        long length =
                Zstd.compressByteArray(packed, 1, packed.length - 1, plain, 0, plain.length, LEVEL);
        if (Zstd.isError(length)) {
            throw new IllegalStateException("cannot pack: " + Zstd.getErrorName(length));
        }
        return Arrays.copyOf(packed, 1 + Math.toIntExact(length));
    }

    static List<Message> unpack(byte[] packed) {
        return switch (packed[0]) {
            case FORMAT -> read(Zstd.decompress(Arrays.copyOfRange(packed, 1, packed.length)));
            case PLAIN -> read(Arrays.copyOfRange(packed, 1, packed.length));
            default ->
                    throw new IllegalStateException(
                            "unknown format of an outbox row: " + packed[0]);
        };
    }

    private static byte[] write(List<Message> messages) {
        var bytes = new ByteArrayOutputStream();
        try (var output = new DataOutputStream(bytes)) {
            output.writeInt(messages.size());
            for (Message message : messages) {
                output.writeUTF(message.topic());
                output.writeInt(message.partition().orElse(-1));
                write(message.key(), output);
                write(message.value(), output);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static List<Message> read(byte[] plain) {
        try (var input = new DataInputStream(new ByteArrayInputStream(plain))) {
            int count = input.readInt();
            var messages = new ArrayList<Message>(count);
            for (int index = 0; index < count; index++) {
                messages.add(
                        new Message(input.readUTF(), input.readInt(), read(input), read(input)));
            }
            return messages;
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    private static void write(byte[] bytes, DataOutputStream output) throws IOException {
        output.writeInt(bytes.length);
        output.write(bytes);
    }

    private static byte[] read(DataInputStream input) throws IOException {
        return input.readNBytes(input.readInt());
    }
}
