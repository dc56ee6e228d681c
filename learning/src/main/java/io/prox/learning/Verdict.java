package io.prox.learning;

/// What the proof amounts to. Decided on the lower end of the ROC-AUC's interval, so that chance
/// never counts as signal.
public enum Verdict {
    /// Tells buyers from others reliably.
    STRONG("strong", "Strong signal"),
    /// Ranks well enough to change whom to call first.
    USEFUL("useful", "Useful signal"),
    /// Better than chance, not by much.
    WEAK("weak", "Weak signal"),
    /// Nothing in these columns says reliably who will convert.
    NONE("none", "No usable signal");

    private final String code;
    private final String words;

    Verdict(String code, String words) {
        this.code = code;
        this.words = words;
    }

    /// The verdict in JSON.
    public String code() {
        return code;
    }

    /// The verdict as people read it.
    public String words() {
        return words;
    }
}
