package io.prox.features.normal;

import java.util.HashSet;
import java.util.Set;

/// A list of words or domains that ships with ProX. Immutable.
///
/// One entry a line, `#` begins a comment. `gmx.*` stands for that name under any country's domain
/// (`gmx.at`, `yahoo.co.uk`) and under `com`, `net` and `org`.
final class DomainList {
    /// Endings of two letters that companies everywhere use as if they were generic; a `name.*`
    /// entry does not reach them.
    private static final Set<String> LOOSE = Set.of("io", "ai", "co", "me", "tv", "so", "ly", "to");

    private static final Set<String> GENERIC = Set.of("com", "net", "org");

    private final Set<String> exact = new HashSet<>();
    private final Set<String> anywhere = new HashSet<>();

    private DomainList() {}

    static DomainList read(String resource) {
        var list = new DomainList();
        for (String line : WordLists.lines(DomainList.class, resource)) {
            for (String entry : line.split("\\s+", -1)) {
                if (entry.endsWith(".*")) {
                    list.anywhere.add(entry.substring(0, entry.length() - 2));
                } else {
                    list.exact.add(entry);
                }
            }
        }
        return list;
    }

    /// The entries that stand for themselves alone.
    Set<String> exact() {
        return Set.copyOf(exact);
    }

    /// Whether the domain, or one that it lies under, is in the list.
    boolean holds(String domain) {
        for (int start = 0; start >= 0; start = next(domain, start)) {
            String part = domain.substring(start);
            if (exact.contains(part) || isAnywhere(part)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAnywhere(String domain) {
        int dot = domain.indexOf('.');
        if (dot < 0 || !anywhere.contains(domain.substring(0, dot))) {
            return false;
        }
        String ending = domain.substring(dot + 1);
        int lastDot = ending.lastIndexOf('.');
        String last = ending.substring(lastDot + 1);
        if (lastDot < 0) {
            return GENERIC.contains(last) || (last.length() == 2 && !LOOSE.contains(last));
        }
        // co.uk, com.br, ne.jp
        return last.length() == 2 && lastDot <= 3;
    }

    private static int next(String domain, int start) {
        int dot = domain.indexOf('.', start);
        return dot < 0 ? -1 : dot + 1;
    }
}
