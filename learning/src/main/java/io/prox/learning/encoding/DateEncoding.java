package io.prox.learning.encoding;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// An instant: days before the newest one in training, month, weekday, day of the month, and hour
/// where there are times.
///
/// @param newest the newest instant in training, seconds since 1970-01-01T00Z
/// @param hasTime whether the column states times of day
/// @param missing whether training had missing values
/// @param age of the instants in days, for the regression
record DateEncoding(double newest, boolean hasTime, boolean missing, Hats age)
        implements ColumnEncoding {
    private static final int KNOTS = 6;
    private static final double DAY = 86_400;

    /// @param sorted training instants in rising order, none missing
    static DateEncoding fit(double[] sorted, int missing) {
        double newest = sorted.length == 0 ? 0 : sorted[sorted.length - 1];
        boolean hasTime = false;
        double[] ages = new double[sorted.length];
        for (int index = 0; index < sorted.length; index++) {
            ages[sorted.length - 1 - index] = (newest - sorted[index]) / DAY;
            hasTime |= sorted[index] % DAY != 0;
        }
        return new DateEncoding(newest, hasTime, missing > 0, Hats.of(ages, KNOTS));
    }

    @Override
    public int treeWidth() {
        return hasTime ? 5 : 4;
    }

    @Override
    public boolean isCategorical(int feature) {
        return false;
    }

    @Override
    public void trees(double value, double[] into, int from) {
        if (Double.isNaN(value)) {
            for (int feature = 0; feature < treeWidth(); feature++) {
                into[from + feature] = missing ? Double.NaN : 0;
            }
            return;
        }
        LocalDateTime instant = instant(value);
        into[from] = (newest - value) / DAY;
        into[from + 1] = instant.getMonthValue();
        into[from + 2] = instant.getDayOfWeek().getValue();
        into[from + 3] = instant.getDayOfMonth();
        if (hasTime) {
            into[from + 4] = instant.getHour();
        }
    }

    @Override
    public int linearWidth() {
        return 1 + 12 + 7 + age.width();
    }

    @Override
    public void linear(double value, int from, Sink sink) {
        if (Double.isNaN(value)) {
            sink.add(from, missing ? 1 : 0);
            return;
        }
        LocalDateTime instant = instant(value);
        sink.add(from + instant.getMonthValue(), 1);
        sink.add(from + 12 + instant.getDayOfWeek().getValue(), 1);
        age.add((newest - value) / DAY, from + 20, sink);
    }

    private static LocalDateTime instant(double value) {
        return LocalDateTime.ofEpochSecond((long) Math.floor(value), 0, ZoneOffset.UTC);
    }

    @Override
    public void write(DataOutput output) throws IOException {
        output.writeDouble(newest);
        output.writeBoolean(hasTime);
        output.writeBoolean(missing);
        age.write(output);
    }

    static DateEncoding read(DataInput input) throws IOException {
        return new DateEncoding(
                input.readDouble(), input.readBoolean(), input.readBoolean(), Hats.read(input));
    }
}
