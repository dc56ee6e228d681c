package io.prox.tables.reading;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.tables.TableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/// How the bytes of a text file stand for characters.
///
/// @param charset the code
/// @param markLength bytes of the byte order mark in front
record TextEncoding(Charset charset, int markLength) {
    static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final int BLOCK = 1 << 16;

    /// The encoding as people name it.
    String words() {
        String name = charset.equals(WINDOWS_1252) ? "Windows-1252" : charset.name();
        return markLength > 0 && charset.equals(UTF_8) ? name + " with BOM" : name;
    }

    Reader open(FileBytes bytes) throws IOException {
        InputStream in = bytes.open();
        try {
            in.skipNBytes(markLength);
        } catch (IOException unreadable) {
            in.close();
            throw unreadable;
        }
        CodingErrorAction onError =
                charset.equals(WINDOWS_1252) ? CodingErrorAction.REPLACE : CodingErrorAction.REPORT;
        return new InputStreamReader(
                in, charset.newDecoder().onMalformedInput(onError).onUnmappableCharacter(onError));
    }

    /// Reads a whole file once. What is valid UTF-8 to its last byte is UTF-8, since text of
    /// another code hardly ever is; only all the rest is taken for Windows-1252.
    static TextEncoding of(FileBytes bytes) throws IOException {
        try (InputStream in = bytes.open()) {
            byte[] block = in.readNBytes(BLOCK);
            if (startsWith(block, 0xEF, 0xBB, 0xBF)) {
                return new TextEncoding(UTF_8, 3).validated(block, in);
            }
            if (startsWith(block, 0xFF, 0xFE, 0, 0) || startsWith(block, 0, 0, 0xFE, 0xFF)) {
                throw new TableException("encoded as UTF-32; save it as UTF-8");
            }
            if (startsWith(block, 0xFF, 0xFE)) {
                return new TextEncoding(UTF_16LE, 2);
            }
            if (startsWith(block, 0xFE, 0xFF)) {
                return new TextEncoding(UTF_16BE, 2);
            }
            int evenZeros = zeros(block, 0);
            int oddZeros = zeros(block, 1);
            int pairs = block.length / 2;
            if (oddZeros * 10 > pairs * 4 && evenZeros * 20 < pairs) {
                return new TextEncoding(UTF_16LE, 0);
            }
            if (evenZeros * 10 > pairs * 4 && oddZeros * 20 < pairs) {
                return new TextEncoding(UTF_16BE, 0);
            }
            refuseBinary(block);
            return new TextEncoding(UTF_8, 0).validated(block, in);
        }
    }

    private TextEncoding validated(byte[] firstBlock, InputStream rest) throws IOException {
        CharsetDecoder decoder =
                UTF_8.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer characters = CharBuffer.allocate(BLOCK);
        ByteBuffer bytes = ByteBuffer.allocate(BLOCK + 8);
        bytes.put(firstBlock);
        boolean end = false;
        boolean valid = true;
        while (!end) {
            int read =
                    bytes.hasRemaining()
                            ? rest.read(bytes.array(), bytes.position(), bytes.remaining())
                            : 0;
            end = read < 0;
            bytes.position(bytes.position() + Math.max(0, read)).flip();
            CoderResult result =
                    valid ? decoder.decode(bytes, characters, end) : CoderResult.UNDERFLOW;
            while (result.isOverflow()) {
                characters.clear();
                result = decoder.decode(bytes, characters, end);
            }
            valid &= !result.isError();
            characters.clear();
            if (valid) {
                bytes.compact();
            } else {
                bytes.clear(); // read on to the end all the same: a packed file may be damaged
                // there
            }
        }
        return valid ? this : new TextEncoding(WINDOWS_1252, 0);
    }

    /// Text has no NUL and hardly any other control characters.
    private static void refuseBinary(byte[] block) {
        int controls = 0;
        for (byte each : block) {
            if (each == 0) {
                throw binary();
            }
            controls +=
                    each > 0 && each < ' ' && each != '\n' && each != '\r' && each != '\t' ? 1 : 0;
        }
        if (controls * 50 > block.length) {
            throw binary();
        }
    }

    private static TableException binary() {
        return new TableException(
                "binary content, not a table; export it as CSV, Excel (.xlsx) or JSON lines");
    }

    private static int zeros(byte[] block, int start) {
        int zeros = 0;
        for (int index = start; index < block.length; index += 2) {
            zeros += block[index] == 0 ? 1 : 0;
        }
        return zeros;
    }

    static boolean startsWith(byte[] bytes, int... start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int index = 0; index < start.length; index++) {
            if ((bytes[index] & 0xFF) != start[index]) {
                return false;
            }
        }
        return true;
    }
}
