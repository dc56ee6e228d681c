package io.prox.platform.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.subtle.AesGcmJce;
import java.security.GeneralSecurityException;

/// The key of one person, or of one thing such as an uploaded file.
///
/// Tink's primitive is used without its keyset around it, which would take half a millisecond and
/// twice the space for each person. Nothing is lost by that: this is never more than one key, and
/// rotation is of the workspace's key, which wraps it.
public final class DataKey {
    private final String owner;
    private final AesGcmJce cipher;

    /// @param owner workspace and person, to which all that is sealed is bound
    DataKey(String owner, byte[] key) {
        this.owner = owner;
        try {
            this.cipher = new AesGcmJce(key);
        } catch (GeneralSecurityException impossible) {
            throw new SealingException("Cannot use a key of this length", impossible);
        }
    }

    /// @param use what it is, as `statement/…`; opens under the same use alone
    /// @return 28 bytes more than the text has
    public byte[] seal(String use, byte[] text) {
        try {
            return cipher.encrypt(text, binding(use));
        } catch (GeneralSecurityException impossible) {
            throw new SealingException("Cannot seal", impossible);
        }
    }

    /// @throws SealingException if it was sealed by another key or for another use, or changed
    public byte[] open(String use, byte[] sealed) {
        try {
            return cipher.decrypt(sealed, binding(use));
        } catch (GeneralSecurityException refused) {
            throw new SealingException("Does not open with this key for this use", refused);
        }
    }

    private byte[] binding(String use) {
        return (owner + "|" + use).getBytes(UTF_8);
    }
}
