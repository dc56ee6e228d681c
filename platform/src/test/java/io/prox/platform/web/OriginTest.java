package io.prox.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.77, 192.0.2.0/24",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:0:0:0:0:0/48",
        "[2001:db8:1:2:3:4:5:6], 2001:db8:1:0:0:0:0:0/48",
        "::ffff:192.0.2.77, 192.0.2.0/24",
        "unknown, ''",
        "'', ''",
        "1.2.3.4.example.com, ''",
    })
    void namesTheNetworkOfAnAddress(String address, String network) {
        assertThat(Origin.cut(address, 24, 48)).isEqualTo(network);
    }
}
