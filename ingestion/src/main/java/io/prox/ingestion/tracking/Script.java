package io.prox.ingestion.tracking;

import io.prox.contracts.Bytes;

/// One version of the script.
///
/// @param brotli packed for clients that take it so
record Script(String version, String integrity, Bytes plain, Bytes brotli, Bytes gzip) {}
