package io.prox.features.normal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// What was found out about texts of which a few come again and again, as names of countries do.
/// Holds a bounded number of short texts; when it is full it begins anew. Used by many threads.
///
/// @param <V> what is found out; must not change
public final class Remembered<V> {
    private static final int MOST = 10_000;
    private static final int LONGEST = 120;

    private final Map<String, V> known = new ConcurrentHashMap<>();
    private final Function<String, V> findOut;

    /// @param findOut depends on nothing but the text
    public Remembered(Function<String, V> findOut) {
        this.findOut = findOut;
    }

    public V of(String text) {
        V found = known.get(text);
        if (found != null) {
            return found;
        }
        found = findOut.apply(text);
        if (text.length() <= LONGEST) {
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(text, found);
        }
        return found;
    }
}
