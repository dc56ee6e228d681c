package io.prox.platform.log;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// Messages as the bytes of an outbox row.
final class Messages {
    private static final int FORMAT = 1;

    private Messages() {}

    static byte[] pack(List<Message> messages) {
        var bytes = new ByteArrayOutputStream();
        try (var output = new DataOutputStream(bytes)) {
            output.writeByte(FORMAT);
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

    static List<Message> unpack(byte[] packed) {
        try (var input = new DataInputStream(new ByteArrayInputStream(packed))) {
            int format = input.readByte();
            if (format != FORMAT) {
                throw new IllegalStateException("unknown format of an outbox row: " + format);
            }
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
