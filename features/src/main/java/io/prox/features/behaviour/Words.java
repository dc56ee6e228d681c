package io.prox.features.behaviour;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Values of closed lists as the words by which they are published: `PAGE_VIEW` is `page_view`.
final class Words {
    private Words() {}

    static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> Optional<E> of(Class<E> list, String word) {
        return Arrays.stream(list.getEnumConstants())
                .filter(value -> of(value).equals(word))
                .findFirst();
    }
}
