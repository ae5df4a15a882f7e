package org.imxp.beep.sasl;

/**
 * The peer is who it says: a {@code blob} with status {@code complete}.
 *
 * @param identity the account's own name, from {@link StoredCredentials#identity()}, never the text that the peer sent
 * @param data the server's own proof, which rides with {@code complete}; may be empty
 */
public record SaslSuccess(String identity, Octets data) implements SaslStep {}
