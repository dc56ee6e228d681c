package io.prox.ingestion.events;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Settings of the door of events, keys `prox.events.*`. Each may be exceeded for a few seconds.
///
/// @param keyPerSecond events that each write key may send to each process
/// @param addressPerSecond events that browsers at one address may send to each process
@ConfigurationProperties("prox.events")
@Validated
public record EventsProperties(
        @DefaultValue("2000") @Min(1) int keyPerSecond,
        @DefaultValue("100") @Min(1) int addressPerSecond) {}
