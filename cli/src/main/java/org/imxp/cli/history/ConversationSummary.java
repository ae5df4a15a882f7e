package org.imxp.cli.history;

import java.time.Instant;

/**
 * A conversation, as a list shows it.
 *
 * @param peer with whom, without a subaddress
 * @param entries how many
 * @param last when the newest was
 */
public record ConversationSummary(String peer, long entries, Instant last) {}
