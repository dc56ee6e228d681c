package io.prox.learning;

import io.prox.learning.Model.UsedColumn;
import io.prox.learning.blend.Blend;
import io.prox.learning.explaining.ColumnSummary;
import io.prox.learning.report.ProofJson;
import io.prox.tables.ColumnSchema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The model file: 8 bytes of magic, a version, the SHA-256 of what follows, and named sections.
/// Numbers are big-endian, as [DataOutput] writes them. Nothing in it is code, and a byte that
/// differs is noticed. The layout is written down in `docs/reference/model-file.md`.
final class ModelFile {
    private static final byte[] MAGIC = "PROXMODL".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 2;
    private static final int HASH_BYTES = 32;
    private static final int HEADER_BYTES = MAGIC.length + Integer.BYTES + HASH_BYTES;
    private static final int ID_DIGITS = 12;

    private static final String INPUTS = "inputs";
    private static final String COLUMNS = "columns";
    private static final String INTERVALS = "intervals";
    private static final String BLEND = "blend";
    private static final String CROSSINGS = "crossings";
    private static final String POPULATION = "population";
    private static final String PROOF = "proof";

    private ModelFile() {}

    static void write(Model model, Path file) {
        try {
            Files.write(file, bytes(model));
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    static byte[] bytes(Model model) {
        try {
            Map<String, byte[]> sections = sections(model);
            sections.put(PROOF, ProofJson.write(model.proof()).getBytes(StandardCharsets.UTF_8));
            byte[] body =
                    bytes(
                            output -> {
                                output.writeInt(sections.size());
                                for (Map.Entry<String, byte[]> section : sections.entrySet()) {
                                    output.writeUTF(section.getKey());
                                    output.writeInt(section.getValue().length);
                                    output.write(section.getValue());
                                }
                            });
            return bytes(
                    output -> {
                        output.write(MAGIC);
                        output.writeInt(VERSION);
                        output.write(sha256(body));
                        output.write(body);
                    });
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// The first digits of the SHA-256 of all that scores depend on.
    static String id(Model model) {
        try {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (byte[] section : sections(model).values()) {
                all.write(section);
            }
            return HexFormat.of().formatHex(sha256(all.toByteArray())).substring(0, ID_DIGITS);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Map<String, byte[]> sections(Model model) throws IOException {
        Map<String, byte[]> sections = new LinkedHashMap<>();
        sections.put(INPUTS, bytes(output -> SchemaCodec.write(model.inputs(), output)));
        sections.put(
                COLUMNS,
                bytes(
                        output -> {
                            SchemaCodec.write(
                                    model.columns().stream().map(UsedColumn::schema).toList(),
                                    output);
                            for (UsedColumn column : model.columns()) {
                                output.writeBoolean(column.side() == Side.ENGAGEMENT);
                                column.summary().write(output);
                            }
                        }));
        sections.put(
                INTERVALS,
                bytes(
                        output -> {
                            output.writeInt(model.intervals().pairs().size());
                            for (DateIntervals.Pair pair : model.intervals().pairs()) {
                                output.writeUTF(pair.from());
                                output.writeUTF(pair.to());
                            }
                        }));
        sections.put(BLEND, bytes(model.blend()::write));
        if (model.blend().isCrossed()) {
            sections.put(CROSSINGS, bytes(model.blend()::writeCrossings));
        }
        sections.put(POPULATION, bytes(model.population()::write));
        return sections;
    }

    private interface Writer {
        void write(DataOutput output) throws IOException;
    }

    private static byte[] bytes(Writer writer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writer.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    static Model read(Path file) {
        return read(content(file), file.toString());
    }

    static Model read(byte[] content) {
        return read(content, "The model");
    }

    private static Model read(byte[] content, String file) {
        if (content.length < HEADER_BYTES || !startsWithMagic(content)) {
            throw new LearningException(
                    "%s is no ProX model. Make one with: ./prox evaluate FILE --target COLUMN"
                            .formatted(file));
        }
        try (DataInputStream input = new DataInputStream(new ByteArrayInputStream(content))) {
            input.skipNBytes(MAGIC.length);
            int version = input.readInt();
            if (version < 1) {
                throw damaged(file);
            }
            if (version > VERSION) {
                throw new LearningException(
                        ("%s was written by a newer ProX (format %d; this one reads up to %d)."
                                        + " Update ProX, or train the model again.")
                                .formatted(file, version, VERSION));
            }
            byte[] hash = input.readNBytes(HASH_BYTES);
            byte[] body = Arrays.copyOfRange(content, HEADER_BYTES, content.length);
            if (!MessageDigest.isEqual(hash, sha256(body))) {
                throw damaged(file);
            }
            return model(body);
        } catch (IOException | RuntimeException trouble) {
            if (trouble instanceof LearningException known) {
                throw known;
            }
            throw damaged(file);
        }
    }

    private static LearningException damaged(String file) {
        return new LearningException(
                "%s is damaged: its content does not match its checksum. Copy it again, or train the model again."
                        .formatted(file));
    }

    private static byte[] content(Path file) {
        if (Files.isDirectory(file)) {
            throw new LearningException("%s is a folder, not a model file.".formatted(file));
        }
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new LearningException("There is no model file %s.".formatted(file));
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    private static boolean startsWithMagic(byte[] content) {
        return Arrays.equals(content, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    private static Model model(byte[] body) throws IOException {
        Map<String, byte[]> sections = new LinkedHashMap<>();
        DataInputStream input = new DataInputStream(new ByteArrayInputStream(body));
        int count = input.readInt();
        for (int index = 0; index < count; index++) {
            String name = input.readUTF();
            int length = input.readInt();
            if (length < 0 || length > body.length) {
                throw new IOException("impossible length of section " + name);
            }
            sections.put(name, input.readNBytes(length));
        }
        List<ColumnSchema> inputs = SchemaCodec.read(section(sections, INPUTS));
        DataInputStream columnInput = section(sections, COLUMNS);
        List<UsedColumn> columns = new ArrayList<>();
        for (ColumnSchema schema : SchemaCodec.read(columnInput)) {
            Side side = columnInput.readBoolean() ? Side.ENGAGEMENT : Side.FIT;
            columns.add(new UsedColumn(schema, side, ColumnSummary.read(columnInput)));
        }
        return new Model(
                inputs,
                columns,
                intervals(section(sections, INTERVALS)),
                blend(sections, columns.size()),
                Population.read(section(sections, POPULATION)),
                ProofJson.read(
                        new String(
                                section(sections, PROOF).readAllBytes(), StandardCharsets.UTF_8)));
    }

    private static Blend blend(Map<String, byte[]> sections, int columns) throws IOException {
        Blend blend = Blend.read(section(sections, BLEND), columns);
        return sections.containsKey(CROSSINGS)
                ? blend.withCrossings(section(sections, CROSSINGS))
                : blend;
    }

    private static DataInputStream section(Map<String, byte[]> sections, String name)
            throws IOException {
        byte[] content = sections.get(name);
        if (content == null) {
            throw new IOException("no section " + name);
        }
        return new DataInputStream(new ByteArrayInputStream(content));
    }

    private static DateIntervals intervals(DataInput input) throws IOException {
        List<DateIntervals.Pair> pairs = new ArrayList<>();
        int count = input.readInt();
        for (int index = 0; index < count; index++) {
            pairs.add(new DateIntervals.Pair(input.readUTF(), input.readUTF()));
        }
        return new DateIntervals(pairs);
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
