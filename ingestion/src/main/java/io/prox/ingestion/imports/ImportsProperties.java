package io.prox.ingestion.imports;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Settings of imports, keys `prox.imports.*`.
///
/// @param largestFile that is taken; files are streamed, so this guards the disk of the database,
///   and no memory
@ConfigurationProperties("prox.imports")
public record ImportsProperties(@DefaultValue("20GB") DataSize largestFile) {}
