package io.prox.benchmarks.events;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Bodies on which systems of this kind have stopped, with what each is to be answered.
///
/// Most are such as a database, a number or a parser does not take: what PostgreSQL refuses in
/// text, `jsonb`, numbers and times, what JSON leaves open, what is packed wrongly, and names that
/// mean something to a language. The identifiers are of this file, so that all of it can be found
/// again.
public final class PoisonBodies {
    private PoisonBodies() {}

    /// One body.
    ///
    /// @param name of what is wrong with it
    /// @param path it is sent to
    /// @param encoding of the content as the header says; a blank for none
    /// @param isTaken whether it is answered with 200; else it is refused, with a reason
    /// @param body itself
    public record Poison(String name, String path, String encoding, boolean isTaken, Bytes body) {}

    /// Bytes that nobody changes.
    public static final class Bytes {
        private final byte[] bytes;

        Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        /// A copy.
        public byte[] array() {
            return bytes.clone();
        }
    }

    /// All of them, at least 60.
    public static List<Poison> all() {
        var all = new ArrayList<Poison>();
        values(all);
        identifiers(all);
        times(all);
        forms(all);
        packed(all);
        return List.copyOf(all);
    }

    /// What stands in a property, which nobody has to understand.
    private static void values(List<Poison> all) {
        for (String text :
                List.of(
                        "nul \\u0000 within",
                        "half of a letter \\ud800",
                        "the other half \\udc00",
                        "{{7*7}}",
                        "${jndi:ldap://127.0.0.1/a}",
                        "$where",
                        "'; DROP TABLE leads; --",
                        "*)(uid=*))(|(uid=*",
                        "<script>alert(1)</script>",
                        "=HYPERLINK(\\\"http://127.0.0.1\\\")",
                        "bidi \\u202e and zero\\u200bwidth",
                        "ba\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301se",
                        "\\ufeffmark",
                        "\\ufffe\\uffff")) {
            all.add(taken("a text: " + text, property("\"" + text + "\"")));
        }
        for (String number :
                List.of(
                        "1e400",
                        "1e1000000",
                        "-0",
                        "-0.0",
                        "9007199254740993",
                        "123456789012345678901234567890",
                        "0.1e-400")) {
            all.add(taken("a number: " + number, property(number)));
        }
        for (String value : List.of("NaN", "Infinity", "-Infinity", "01", "+1", ".5", "0x10")) {
            all.add(refused("no JSON: " + value, property(value)));
        }
        for (String name :
                List.of("", "__proto__", "constructor", "toString", "$where", "a.b", "\\u0000")) {
            all.add(taken("a name: " + name, track("\"properties\":{\"%s\":1}".formatted(name))));
        }
        all.add(
                refused(
                        "a name of 256 kB",
                        track("\"properties\":{\"%s\":1}".formatted("n".repeat(256 << 10)))));
        all.add(refused("a name twice", track("\"properties\":{\"a\":1,\"a\":2}")));
        all.add(
                refused(
                        "21 levels",
                        track(
                                "\"properties\":%s1%s"
                                        .formatted("{\"a\":".repeat(21), "}".repeat(21)))));
        all.add(
                refused(
                        "7,000 levels",
                        track(
                                "\"properties\":%s"
                                        .formatted("[".repeat(7_000) + "]".repeat(7_000)))));
        all.add(
                refused(
                        "20,000 levels",
                        track(
                                "\"properties\":%s"
                                        .formatted("[".repeat(20_000) + "]".repeat(20_000)))));
        all.add(refused("301 members", track("\"properties\":{%s}".formatted(members(301)))));
        all.add(refused("properties that are a list", track("\"properties\":[1]")));
        all.add(refused("a context that is a text", track("\"context\":\"none\"")));
    }

    private static void identifiers(List<Poison> all) {
        for (String email :
                List.of(
                        "%s@poison.example".formatted("l".repeat(240)),
                        "%s@poison.example".formatted("l".repeat(64)),
                        "o'brien+tag@poison.example",
                        "d.o.t.s@poison.example",
                        "\\u0430da@poison.example",
                        "ada@\\u202epoison.example",
                        "@",
                        "ada@@poison.example")) {
            all.add(
                    taken(
                            "an address: " + email,
                            "{\"type\":\"identify\",\"userId\":\"poison\",\"traits\":{\"email\":\"%s\"}}"
                                    .formatted(email),
                            "/v1/identify"));
        }
        all.add(
                refused(
                        "a message id of 1 MB",
                        track("\"messageId\":\"%s\"".formatted("m".repeat(1 << 20)))));
        all.add(
                refused(
                        "a message id of 256",
                        track("\"messageId\":\"%s\"".formatted("m".repeat(256)))));
        all.add(refused("a message id with NUL", track("\"messageId\":\"a\\u0000b\"")));
        all.add(refused("a message id that is a list", track("\"messageId\":[1]")));
        all.add(
                taken(
                        "a message id that is a number",
                        track("\"messageId\":12345678901234567890")));
        all.add(refused("nobody's", "{\"event\":\"E\"}"));
        all.add(
                refused(
                        "a name of an event with 256 letters",
                        "{\"userId\":\"poison\",\"event\":\"%s\"}".formatted("e".repeat(256))));
        all.add(refused("no name of an event", "{\"userId\":\"poison\"}"));
        String batch = "{\"batch\":[%s]}";
        all.add(
                taken(
                        "500 times the same id",
                        batch.formatted(
                                String.join(
                                        ",",
                                        Collections.nCopies(
                                                500,
                                                track(
                                                        "\"type\":\"track\",\"messageId\":\"poison-same\"")))),
                        "/v1/batch"));
        all.add(
                new Poison(
                        "501 events",
                        "/v1/batch",
                        "",
                        false,
                        bytes(
                                batch.formatted(
                                        String.join(
                                                ",",
                                                Collections.nCopies(
                                                        501, track("\"type\":\"track\"")))))));
    }

    private static void times(List<Poison> all) {
        for (String time :
                List.of(
                        "\"300000-01-01T00:00:00Z\"",
                        "\"-0044-03-15T12:00:00Z\"",
                        "\"2016-12-31T23:59:60Z\"",
                        "\"2026-02-30T00:00:00Z\"",
                        "\"2026-03-04T09:00:00\"",
                        "\"yesterday\"",
                        "\"\"",
                        "99999999999999999999",
                        "-1",
                        "1e999",
                        "{}",
                        "null")) {
            all.add(
                    taken(
                            "a time: " + time,
                            track("\"timestamp\":%s,\"sentAt\":%s".formatted(time, time))));
        }
    }

    /// Of the whole body.
    private static void forms(List<Poison> all) {
        all.add(refused("nothing", ""));
        all.add(refused("a blank", " "));
        all.add(refused("cut off", "{\"userId\":\"poison\""));
        all.add(refused("a list for an object", "[]"));
        all.add(refused("null", "null"));
        all.add(refused("a text", "\"event\""));
        all.add(refused("two objects", track("\"a\":1") + track("\"a\":1")));
        all.add(refused("no batch", "{\"batch\":{}}", "/v1/batch"));
        all.add(refused("a batch of numbers", "{\"batch\":[1]}", "/v1/batch"));
        all.add(refused("a comment", "/* a */" + track("\"a\":1")));
        all.add(
                new Poison(
                        "UTF-16",
                        "/v1/track",
                        "",
                        false,
                        new Bytes(track("\"a\":1").getBytes(UTF_16LE))));
        all.add(
                new Poison(
                        "Latin-1",
                        "/v1/track",
                        "",
                        false,
                        new Bytes(property("\"caf\u00e9\"").getBytes(ISO_8859_1))));
        all.add(
                new Poison(
                        "overlong UTF-8",
                        "/v1/track",
                        "",
                        false,
                        around(property("\"%s\""), new byte[] {(byte) 0xc0, (byte) 0xaf})));
        all.add(
                new Poison(
                        "a surrogate in UTF-8",
                        "/v1/track",
                        "",
                        false,
                        around(
                                property("\"%s\""),
                                new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80})));
        all.add(
                new Poison(
                        "bytes by chance",
                        "/v1/track",
                        "",
                        false,
                        new Bytes(
                                new byte[] {(byte) 0xde, (byte) 0xad, (byte) 0xbe, (byte) 0xef})));
        all.add(
                refused(
                        "600 KiB",
                        track("\"properties\":{\"a\":\"%s\"}".formatted("x".repeat(600 << 10)))));
        all.add(refused("33 KiB", track("\"properties\":{%s}".formatted(long33()))));
    }

    private static void packed(List<Poison> all) {
        byte[] whole = zipped(track("\"a\":1").getBytes(UTF_8));
        all.add(new Poison("packed twice", "/v1/track", "gzip", false, new Bytes(zipped(whole))));
        all.add(
                new Poison(
                        "packed and cut off",
                        "/v1/track",
                        "gzip",
                        false,
                        new Bytes(Arrays.copyOf(whole, whole.length - 9))));
        all.add(new Poison("not packed", "/v1/track", "gzip", false, bytes(track("\"a\":1"))));
        all.add(
                new Poison(
                        "packed a thousandfold",
                        "/v1/track",
                        "gzip",
                        false,
                        new Bytes(zipped(new byte[8 << 20]))));
        all.add(
                new Poison(
                        "packed with something else",
                        "/v1/track",
                        "br",
                        false,
                        bytes(track("\"a\":1"))));
    }

    private static String property(String value) {
        return track("\"properties\":{\"a\":%s}".formatted(value));
    }

    private static String track(String more) {
        return "{\"userId\":\"poison\",\"event\":\"Poisoned\",%s}".formatted(more);
    }

    private static String members(int count) {
        var members = new StringBuilder();
        for (int number = 0; number < count; number++) {
            members.append(number == 0 ? "" : ",").append("\"m%d\":1".formatted(number));
        }
        return members.toString();
    }

    private static String long33() {
        var members = new StringBuilder();
        for (int number = 0; number < 5; number++) {
            members.append(number == 0 ? "" : ",")
                    .append("\"m%d\":\"%s\"".formatted(number, "x".repeat(7_000)));
        }
        return members.toString();
    }

    private static Poison taken(String name, String body) {
        return taken(name, body, "/v1/track");
    }

    private static Poison taken(String name, String body, String path) {
        return new Poison(name, path, "", true, bytes(body));
    }

    private static Poison refused(String name, String body) {
        return refused(name, body, "/v1/track");
    }

    private static Poison refused(String name, String body, String path) {
        return new Poison(name, path, "", false, bytes(body));
    }

    private static Bytes bytes(String text) {
        return new Bytes(text.getBytes(UTF_8));
    }

    /// @param text with a place for the bytes
    private static Bytes around(String text, byte[] within) {
        String[] parts = text.split("%s", -1);
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(parts[0].getBytes(UTF_8));
        bytes.writeBytes(within);
        bytes.writeBytes(parts[1].getBytes(UTF_8));
        return new Bytes(bytes.toByteArray());
    }

    private static byte[] zipped(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var packing = new GZIPOutputStream(packed)) {
            packing.write(bytes);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return packed.toByteArray();
    }
}
