package io.prox.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTest {
    @Test
    void takesWhatHasItsForm() {
        assertThat(new LeadId("lead_01jd4z").toString()).isEqualTo("lead_01jd4z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "lead",
                "lead_",
                "ws_1",
                "lead_A",
                "lead_1/2",
                "lead_é",
                "lead_1\n",
                "lead_00000000000000000000000000000000000000000"
            })
    void refusesWhatHasNot(String value) {
        assertThatThrownBy(() -> new LeadId(value)).isInstanceOf(IllegalArgumentException.class);
    }
}
