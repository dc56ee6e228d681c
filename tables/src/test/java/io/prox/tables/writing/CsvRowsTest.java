package io.prox.tables.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvRowsTest {

    @Test
    void quotesWhereACellNeedsIt() throws IOException {
        assertThat(written(',', List.of("a", "b,c", "say \"hi\"", "two\nlines", "")))
                .isEqualTo("a,\"b,c\",\"say \"\"hi\"\"\",\"two\nlines\",\n");
        assertThat(written(';', List.of("a", "b,c", "d;e"))).isEqualTo("a;b,c;\"d;e\"\n");
    }

    @Test
    void neutralisesFormulasAndLeavesNumbers() throws IOException {
        assertThat(written(',', List.of("=1+1", "-5", "-5+A1"))).isEqualTo("'=1+1,-5,'-5+A1\n");
    }

    @Test
    void keepsARowOfOneEmptyCell() throws IOException {
        assertThat(written(',', List.of(""))).isEqualTo("\"\"\n");
    }

    @Test
    void passesOnThatTheDiskIsFull() {
        Writer full =
                new Writer() {
                    @Override
                    public void write(char[] buffer, int offset, int length) throws IOException {
                        throw new IOException("no space left on device");
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        var rows = new CsvRows(full, ',');

        assertThatThrownBy(
                        () -> {
                            for (int row = 0; row < 100_000; row++) {
                                rows.write(List.of("some", "cells"));
                            }
                            rows.close();
                        })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no space left");
    }

    private static String written(char delimiter, List<String> cells) throws IOException {
        var text = new StringWriter();
        try (var rows = new CsvRows(text, delimiter)) {
            rows.write(cells);
        }
        return text.toString();
    }
}
