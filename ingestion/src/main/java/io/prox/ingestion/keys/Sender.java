package io.prox.ingestion.keys;

import io.prox.contracts.EventFact.Channel;
import io.prox.contracts.WorkspaceId;

/// Who sends events, as its key tells.
///
/// @param source by identifier
/// @param key by identifier
/// @param channel what it can prove
public record Sender(WorkspaceId workspace, String source, String key, Channel channel) {
    /// The same, telling what was known to it long before; a browser knows no history.
    public Sender ofHistory() {
        return channel == Channel.SERVER
                ? new Sender(workspace, source, key, Channel.HISTORY)
                : this;
    }
}
