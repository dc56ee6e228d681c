package io.prox.ingestion.imports;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Settings of imports, keys `prox.imports.*`.
///
/// @param largestFile that is taken; files are streamed, so this guards the disk of the database,
///   and no memory
/// @param keep how long after its upload a file is kept that was not taken in to its end, and what
///   was refused of one that was
@ConfigurationProperties("prox.imports")
public record ImportsProperties(
        @DefaultValue("20GB") DataSize largestFile, @DefaultValue("30d") Duration keep) {}
