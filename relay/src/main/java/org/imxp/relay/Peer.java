package org.imxp.relay;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.imxp.protocol.Address;
import org.imxp.protocol.ReplyCode;
import org.jspecify.annotations.Nullable;

/** One BEEP session as the mesh sees it: who the peer is, and what it is attached as and bound for, over all its channels. Used by the session's owner. */
final class Peer {
    private final Set<Attachment> attachments = new LinkedHashSet<>();
    private final Set<MeshChannel> channels = new LinkedHashSet<>();
    private @Nullable PeerIdentity identity;
    private int bindings;

    void attached(Attachment attachment) {
        attachments.add(attachment);
    }

    void detached(Attachment attachment) {
        attachments.remove(attachment);
    }

    List<Attachment> attachments() {
        return List.copyOf(attachments);
    }

    void bound() {
        bindings++;
    }

    void unbound() {
        bindings--;
    }

    /** How many attachments and bindings it has. */
    int size() {
        return attachments.size() + bindings;
    }

    void identified(PeerIdentity who) {
        identity = who;
    }

    boolean isRelay() {
        return identity instanceof PeerIdentity.Relay;
    }

    void opened(MeshChannel channel) {
        channels.add(channel);
    }

    void closed(MeshChannel channel) {
        channels.remove(channel);
    }

    List<MeshChannel> channels() {
        return List.copyOf(channels);
    }

    /**
     * Why the peer may not send for an originator, if it may not: an endpoint that is attached sends for itself and for its
     * subaddresses (requirement CORE-33), a relay for its domains (requirement CORE-34).
     */
    Optional<Outcome> refusal(Address originator) {
        return switch (identity) {
            case null -> notAuthorized(Sentence.NOT_AUTHENTICATED);
            case PeerIdentity.Endpoint _, PeerIdentity.Anonymous _ ->
                isAttachedFor(originator) ? Optional.empty() : notAuthorized(Sentence.NOT_ORIGINATOR, originator);
            case PeerIdentity.Relay relay ->
                relay.mayRelayFor(originator)
                        ? Optional.empty()
                        : notAuthorized(Sentence.NOT_TRUSTED, relay, originator.domain());
        };
    }

    private boolean isAttachedFor(Address originator) {
        for (var attachment : attachments) {
            if (attachment.endpoint().covers(originator)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Outcome> notAuthorized(Sentence why, Object... values) {
        return Optional.of(Outcome.of(ReplyCode.NOT_AUTHORIZED, why, values));
    }
}
