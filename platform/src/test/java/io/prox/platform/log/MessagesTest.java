package io.prox.platform.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prox.contracts.Topic;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final Topic TOPIC = Topic.kept("prox.test", 3);

    @Test
    void comeBackAsTheyWere() {
        List<Message> back =
                Messages.unpack(
                        Messages.pack(
                                List.of(
                                        Message.of(TOPIC, "key", "value".getBytes(UTF_8)),
                                        Message.of(TOPIC, 2, "other", new byte[0]))));

        assertThat(back).hasSize(2);
        assertThat(back.get(0).topic()).isEqualTo("prox.test");
        assertThat(back.get(0).partition()).isEqualTo(OptionalInt.empty());
        assertThat(back.get(0).key()).asString(UTF_8).isEqualTo("key");
        assertThat(back.get(0).value()).asString(UTF_8).isEqualTo("value");
        assertThat(back.get(1).partition()).isEqualTo(OptionalInt.of(2));
        assertThat(back.get(1).key()).asString(UTF_8).isEqualTo("other");
        assertThat(back.get(1).value()).isEmpty();
    }

    @Test
    void areSmallWhereTheyAreAlike() {
        List<Message> alike =
                IntStream.range(0, 1000)
                        .mapToObj(
                                number ->
                                        Message.of(
                                                TOPIC,
                                                "key" + number,
                                                ("the same words each time, but for " + number)
                                                        .getBytes(UTF_8)))
                        .toList();
        int plain = alike.stream().mapToInt(each -> each.key().length + each.value().length).sum();

        assertThat(Messages.pack(alike).length).isLessThan(plain / 4);
    }

    @Test
    void ofAnEarlierVersionAreRead() {
        byte[] packed =
                HexFormat.of()
                        .parseHex(
                                "01" // format
                                        + "00000001" // messages
                                        + "000474657374" // topic
                                        + "ffffffff" // by its key
                                        + "000000036b6579" // key
                                        + "0000000576616c7565"); // value

        Message message = Messages.unpack(packed).getFirst();

        assertThat(message.topic()).isEqualTo("test");
        assertThat(message.partition()).isEqualTo(OptionalInt.empty());
        assertThat(message.key()).asString(UTF_8).isEqualTo("key");
        assertThat(message.value()).asString(UTF_8).isEqualTo("value");
    }

    @Test
    void ofALaterVersionAreRefused() {
        assertThatThrownBy(() -> Messages.unpack(new byte[] {3, 0}))
                .hasMessage("unknown format of an outbox row: 3");
    }
}
