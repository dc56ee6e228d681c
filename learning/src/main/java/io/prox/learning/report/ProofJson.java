package io.prox.learning.report;

import io.prox.learning.Proof;

/// The proof as data: the content of `--json` and of the proof inside a model file. Field by field
/// in `docs/reference/proof-json.md`.
public final class ProofJson {
    /// Raised when a field changes its meaning or goes; a new field alone does not raise it.
    static final int VERSION = 1;

    private ProofJson() {}

    /// The proof as indented JSON with a line feed at its end. Same proof, same text.
    ///
    /// @throws IllegalArgumentException where a figure is infinite or no number, which JSON cannot
    ///   say
    public static String write(Proof proof) {
        return ProofWriter.write(proof);
    }

    /// The proof that [#write] wrote: equal in every record. Fields that this version does not know
    /// are skipped.
    ///
    /// @throws DamagedProofException where the text is no JSON, lacks a field, holds one of the
    ///   wrong type or is of a later version
    public static Proof read(String json) {
        return ProofReader.read(json);
    }
}
