package io.prox.learning;

import io.prox.tables.CellFormat;
import io.prox.tables.ColumnSchema;
import io.prox.tables.DatePattern;
import io.prox.tables.Kind;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Column schemas in the model file.
final class SchemaCodec {
    private static final int MOST = 10_000_000;

    private SchemaCodec() {}

    static void write(List<ColumnSchema> schemas, DataOutput output) throws IOException {
        output.writeInt(schemas.size());
        for (ColumnSchema schema : schemas) {
            text(schema.name(), output);
            text(schema.source(), output);
            text(schema.kind().name(), output);
            text(schema.reason(), output);
            format(schema.format(), output);
        }
    }

    private static void format(CellFormat format, DataOutput output) throws IOException {
        texts(format.missingWords().stream().sorted().toList(), output);
        switch (format) {
            case CellFormat.Numbers numbers -> {
                output.writeByte(0);
                output.writeChar(numbers.decimalMark());
                output.writeChar(numbers.groupMark());
            }
            case CellFormat.Dates dates -> {
                output.writeByte(1);
                text(dates.pattern().order().name(), output);
                output.writeBoolean(dates.pattern().hasTime());
            }
            case CellFormat.Levels levels -> {
                output.writeByte(2);
                texts(levels.levels(), output);
            }
            case CellFormat.Verbatim _ -> output.writeByte(3);
        }
    }

    static List<ColumnSchema> read(DataInput input) throws IOException {
        List<ColumnSchema> schemas = new ArrayList<>();
        int count = count(input);
        for (int index = 0; index < count; index++) {
            schemas.add(
                    new ColumnSchema(
                            text(input),
                            text(input),
                            Kind.valueOf(text(input)),
                            text(input),
                            format(input)));
        }
        return schemas;
    }

    private static CellFormat format(DataInput input) throws IOException {
        Set<String> missing = new HashSet<>(texts(input));
        int tag = input.readUnsignedByte();
        return switch (tag) {
            case 0 -> new CellFormat.Numbers(input.readChar(), input.readChar(), missing);
            case 1 ->
                    new CellFormat.Dates(
                            new DatePattern(
                                    DatePattern.Order.valueOf(text(input)), input.readBoolean()),
                            missing);
            case 2 -> new CellFormat.Levels(texts(input), missing);
            case 3 -> new CellFormat.Verbatim(missing);
            default -> throw new IOException("unknown cell format " + tag);
        };
    }

    private static void texts(Collection<String> texts, DataOutput output) throws IOException {
        output.writeInt(texts.size());
        for (String text : texts) {
            text(text, output);
        }
    }

    private static List<String> texts(DataInput input) throws IOException {
        List<String> texts = new ArrayList<>();
        int count = count(input);
        for (int index = 0; index < count; index++) {
            texts.add(text(input));
        }
        return texts;
    }

    /// UTF-8 with a length of four bytes: a level may be longer than `writeUTF` allows.
    private static void text(String text, DataOutput output) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        output.writeInt(bytes.length);
        output.write(bytes);
    }

    private static String text(DataInput input) throws IOException {
        byte[] bytes = new byte[count(input)];
        input.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static int count(DataInput input) throws IOException {
        int count = input.readInt();
        if (count < 0 || count > MOST) {
            throw new IOException("impossible count " + count);
        }
        return count;
    }
}
