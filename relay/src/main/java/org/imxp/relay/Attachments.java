package org.imxp.relay;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.imxp.protocol.Address;
import org.imxp.relay.service.AttachmentEvents;

/** Who is attached as what, in all sessions. Used by all threads. */
final class Attachments implements AttachmentEvents {
    private final ConcurrentMap<Address, Attachment> byEndpoint = new ConcurrentHashMap<>();
    private final List<Consumer<Address>> listeners = new CopyOnWriteArrayList<>();

    /** Adds an attachment, unless there is one of the same endpoint. */
    boolean add(Attachment attachment) {
        return byEndpoint.putIfAbsent(attachment.endpoint(), attachment) == null;
    }

    /** Adds an attachment in place of the one that there is of the same endpoint, which is given back. */
    Optional<Attachment> replace(Attachment attachment) {
        return Optional.ofNullable(byEndpoint.put(attachment.endpoint(), attachment));
    }

    void remove(Attachment attachment) {
        if (byEndpoint.remove(attachment.endpoint(), attachment)) {
            listeners.forEach(listener -> listener.accept(attachment.endpoint()));
        }
    }

    @Override
    public void whenGone(Consumer<Address> listener) {
        listeners.add(listener);
    }

    /** The attachment of exactly this endpoint: that of {@code fred} is not one of {@code fred/appl=im} (OPEN-11). */
    Optional<Attachment> find(Address endpoint) {
        return Optional.ofNullable(byEndpoint.get(endpoint));
    }

    List<Attachment> all() {
        return List.copyOf(byEndpoint.values());
    }
}
