package io.prox.tables;

/// Doubles of one column in the narrowest form that gives back every bit of them: whole numbers in
/// one, two or four bytes, codes into a table where few values repeat, floats where these are
/// exact, else doubles. NaN is the lowest number of each whole width.
sealed interface Values {
    int rows();

    double value(int row);

    static Values of(double[] values) {
        var needs = new Needs();
        for (double value : values) {
            needs.add(value);
        }
        return switch (needs.width()) {
            case BYTE -> {
                var bytes = new byte[values.length];
                for (int row = 0; row < bytes.length; row++) {
                    bytes[row] = Bytes.stored(values[row]);
                }
                yield new Bytes(bytes);
            }
            case SHORT -> {
                var shorts = new short[values.length];
                for (int row = 0; row < shorts.length; row++) {
                    shorts[row] = Shorts.stored(values[row]);
                }
                yield new Shorts(shorts);
            }
            case INT -> {
                var ints = new int[values.length];
                for (int row = 0; row < ints.length; row++) {
                    ints[row] = Ints.stored(values[row]);
                }
                yield new Ints(ints);
            }
            case FLOAT -> {
                var floats = new float[values.length];
                for (int row = 0; row < floats.length; row++) {
                    floats[row] = (float) values[row];
                }
                yield new Floats(floats);
            }
            case DOUBLE -> new Doubles(values.clone());
        };
    }

    /// Reads every text once, and again only where it is not coded.
    static Values read(Cells cells, CellFormat format) {
        if (!cells.isCoded()) {
            var values = new double[cells.rows()];
            for (int row = 0; row < values.length; row++) {
                values[row] = format.parse(cells.text(row));
            }
            return of(values);
        }
        var table = new double[cells.codes()];
        var needs = new Needs();
        for (int code = 0; code < table.length; code++) {
            table[code] = format.parse(cells.textOfCode(code));
            needs.add(table[code]);
        }
        int rows = cells.rows();
        if (needs.width() == Width.BYTE) {
            var bytes = new byte[rows];
            for (int row = 0; row < rows; row++) {
                bytes[row] = Bytes.stored(table[cells.code(row)]);
            }
            return new Bytes(bytes);
        }
        if (table.length <= 256) {
            var codes = new byte[rows];
            for (int row = 0; row < rows; row++) {
                codes[row] = (byte) cells.code(row);
            }
            return new ByteCoded(table, codes);
        }
        if (needs.width() == Width.SHORT) {
            var shorts = new short[rows];
            for (int row = 0; row < rows; row++) {
                shorts[row] = Shorts.stored(table[cells.code(row)]);
            }
            return new Shorts(shorts);
        }
        var codes = new char[rows];
        for (int row = 0; row < rows; row++) {
            codes[row] = (char) cells.code(row);
        }
        return new CharCoded(table, codes);
    }

    enum Width {
        BYTE,
        SHORT,
        INT,
        FLOAT,
        DOUBLE
    }

    /// What the values seen so far need.
    final class Needs {
        private int whole;
        private boolean allWhole = true;
        private boolean allFloat = true;

        void add(double value) {
            if (Double.isNaN(value)) {
                return;
            }
            int number = (int) value;
            // Bits, not ==, so that minus zero is not taken for zero; the lowest int means NaN.
            if (allWhole
                    && Double.doubleToRawLongBits(number) == Double.doubleToRawLongBits(value)
                    && number != Integer.MIN_VALUE) {
                whole = Math.max(whole, Math.abs(number));
            } else {
                allWhole = false;
            }
            allFloat = allFloat && (float) value == value;
        }

        Width width() {
            if (!allWhole) {
                return allFloat ? Width.FLOAT : Width.DOUBLE;
            }
            if (whole <= Byte.MAX_VALUE) {
                return Width.BYTE;
            }
            return whole <= Short.MAX_VALUE ? Width.SHORT : Width.INT;
        }
    }

    final class Bytes implements Values {
        private final byte[] values;

        Bytes(byte[] values) {
            this.values = values;
        }

        static byte stored(double value) {
            return Double.isNaN(value) ? Byte.MIN_VALUE : (byte) value;
        }

        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public double value(int row) {
            byte value = values[row];
            return value == Byte.MIN_VALUE ? Double.NaN : value;
        }
    }

    final class Shorts implements Values {
        private final short[] values;

        Shorts(short[] values) {
            this.values = values;
        }

        static short stored(double value) {
            return Double.isNaN(value) ? Short.MIN_VALUE : (short) value;
        }

        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public double value(int row) {
            short value = values[row];
            return value == Short.MIN_VALUE ? Double.NaN : value;
        }
    }

    final class Ints implements Values {
        private final int[] values;

        Ints(int[] values) {
            this.values = values;
        }

        static int stored(double value) {
            return Double.isNaN(value) ? Integer.MIN_VALUE : (int) value;
        }

        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public double value(int row) {
            int value = values[row];
            return value == Integer.MIN_VALUE ? Double.NaN : value;
        }
    }

    final class Floats implements Values {
        private final float[] values;

        Floats(float[] values) {
            this.values = values;
        }

        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public double value(int row) {
            return values[row];
        }
    }

    final class Doubles implements Values {
        private final double[] values;

        Doubles(double[] values) {
            this.values = values;
        }

        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public double value(int row) {
            return values[row];
        }
    }

    final class ByteCoded implements Values {
        private final double[] table;
        private final byte[] codes;

        ByteCoded(double[] table, byte[] codes) {
            this.table = table;
            this.codes = codes;
        }

        @Override
        public int rows() {
            return codes.length;
        }

        @Override
        public double value(int row) {
            return table[codes[row] & 0xFF];
        }
    }

    final class CharCoded implements Values {
        private final double[] table;
        private final char[] codes;

        CharCoded(double[] table, char[] codes) {
            this.table = table;
            this.codes = codes;
        }

        @Override
        public int rows() {
            return codes.length;
        }

        @Override
        public double value(int row) {
            return table[codes[row]];
        }
    }
}
