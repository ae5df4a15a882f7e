package org.imxp.cli.history;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.imxp.protocol.Address;

/**
 * A message of a conversation, for one peer: one that went to several is an entry for each.
 *
 * @param isSent whether the person has written it
 * @param peer who is at the other end, with the subaddress
 * @param originator who sent it, as the relays have authenticated it
 * @param recipients whom it went to
 * @param at when it was sent or received
 * @param messageId its identifier, if it has one
 * @param subject what it is about
 * @param text what was shown of it
 * @param security what was found of its signature and encryption, in words
 * @param fate what became of one that was sent, in words; empty for received ones
 * @param files the names of its attachments
 */
public record Entry(
        boolean isSent,
        Address peer,
        Address originator,
        List<Address> recipients,
        Instant at,
        Optional<String> messageId,
        Optional<String> subject,
        String text,
        Optional<String> security,
        Optional<String> fate,
        List<String> files) {
    /** Copies the lists. */
    public Entry {
        recipients = List.copyOf(recipients);
        files = List.copyOf(files);
    }

    /** What it takes of the bound, beside its raw form. */
    long octets() {
        return octets(text) + subject.map(Entry::octets).orElse(0L) + octets(String.join("\n", files));
    }

    private static long octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
