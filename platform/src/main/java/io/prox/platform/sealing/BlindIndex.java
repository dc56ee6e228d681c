package io.prox.platform.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Finds sealed values again without opening any: the same value gives the same token in the same
/// workspace and field, and nothing can be told from a token without the key.
///
/// A token is the first 128 bits of HMAC-SHA256 over field and value.
public final class BlindIndex {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 16;

    /// Has the key and nothing else. Copies of it cost a fraction of new ones.
    private final Mac keyed;

    BlindIndex(byte[] key) {
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(key, ALGORITHM));
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new SealingException("Every Java platform has " + ALGORITHM, impossible);
        }
    }

    /// @param field that the value is of, as `email`; the same value of another field has another
    ///   token
    /// @param value normalised, as two writings of it must be equal
    /// @return 32 hexadecimal digits
    public String token(String field, String value) {
        try {
            var mac = (Mac) keyed.clone();
            mac.update(field.getBytes(UTF_8));
            mac.update((byte) 0);
            byte[] hash = mac.doFinal(value.getBytes(UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(hash, BYTES));
        } catch (CloneNotSupportedException impossible) {
            throw new SealingException("Java's own " + ALGORITHM + " can be copied", impossible);
        }
    }
}
