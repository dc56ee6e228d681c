package io.prox.simulators.company;

import java.io.Writer;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// JSON lines: an object a row, with instants as RFC 3339 says.
final class JsonSheet implements Sheet {
    private final JsonGenerator json;
    private final List<String> keys;

    /// @param out closed with this
    JsonSheet(Writer out, List<String> keys) {
        this.keys = List.copyOf(keys);
        json =
                JsonFactory.builder()
                        .rootValueSeparator("\n")
                        .build()
                        .createGenerator(ObjectWriteContext.empty(), out);
    }

    @Override
    public void write(List<Cell> cells) {
        json.writeStartObject();
        for (int index = 0; index < keys.size(); index++) {
            json.writeName(keys.get(index));
            switch (cells.get(index)) {
                case Cell.Missing _ -> json.writeNull();
                case Cell.Text text -> json.writeString(text.text());
                case Cell.Quantity number -> json.writeNumber(number.value());
                case Cell.Moment moment -> json.writeString(moment.instant().toString());
                case Cell.YesNo answer -> json.writeBoolean(answer.yes());
            }
        }
        json.writeEndObject();
    }

    @Override
    public void close() {
        json.close();
    }
}
