package org.imxp.relay;

import java.util.Optional;
import org.imxp.protocol.Address;
import org.imxp.protocol.Attach;
import org.imxp.protocol.Bind;
import org.imxp.protocol.Domain;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.OptionProcessing.Containing;

/** The steps of attach and bind, in the order of RFC 3340 sections 4.4.1 and 4.4.2. */
final class Attaching {
    private final ServedDomains domains;
    private final Attachments attachments;
    private final MeshBounds bounds;

    Attaching(ServedDomains domains, Attachments attachments, MeshBounds bounds) {
        this.domains = domains;
        this.attachments = attachments;
        this.bounds = bounds;
    }

    Outcome attach(Attach request, MeshChannel channel) {
        return refusal(request, channel).orElseGet(() -> {
            var attachment =
                    new Attachment(request.endpoint(), request.transId(), channel, new AttachmentQueue(bounds));
            if (!attachments.add(attachment)) {
                return Outcome.of(
                        ReplyCode.TRANSACTION_FAILED, request.endpoint() + " is attached by an application already");
            }
            channel.attached(attachment);
            return Outcome.DELIVERED;
        });
    }

    private Optional<Outcome> refusal(Attach request, MeshChannel channel) {
        var endpoint = request.endpoint();
        if (channel.has(request.transId())) {
            return Optional.of(inUse(request.transId()));
        }
        if (!domains.has(endpoint)) {
            return Optional.of(
                    Outcome.of(ReplyCode.PARAMETER_INVALID, "the domain " + endpoint.domain() + " is not served here"));
        }
        if (!mayAttach(channel.identity(), endpoint)) {
            return Optional.of(Outcome.of(
                    ReplyCode.NOT_AUTHORIZED, "you are " + channel.identity() + " and may not attach as " + endpoint));
        }
        return OptionProcessing.fault(request.options(), Containing.ATTACH).or(() -> bound(channel));
    }

    /** A peer may attach as the endpoint that it is and as its subaddresses (CORE-32); services belong to relays (CORE-4). */
    private static boolean mayAttach(PeerIdentity identity, Address endpoint) {
        return switch (identity) {
            case PeerIdentity.Endpoint(var address) -> address.covers(endpoint) && !endpoint.isService();
            case PeerIdentity.Relay _ -> false;
        };
    }

    private Optional<Outcome> bound(MeshChannel channel) {
        int most = bounds.attachmentsPerSession();
        return channel.peer().size() < most
                ? Optional.empty()
                : Optional.of(Outcome.of(
                        ReplyCode.ABORTED,
                        "this session has " + most + " attachments and bindings, the most that are allowed"));
    }

    /** A relay may bind for the domains that it has proved to be its own (CORE-34), but for none that is served here. */
    Outcome bind(Bind request, MeshChannel channel) {
        if (channel.has(request.transId())) {
            return inUse(request.transId());
        }
        if (!mayBind(channel.identity(), request.relay()) || domains.has(request.relay())) {
            return Outcome.of(
                    ReplyCode.NOT_AUTHORIZED,
                    "you are " + channel.identity() + " and may not bind for " + request.relay());
        }
        return OptionProcessing.fault(request.options(), Containing.BIND)
                .or(() -> bound(channel))
                .orElseGet(() -> {
                    channel.bound(request.relay(), request.transId());
                    return Outcome.DELIVERED;
                });
    }

    private static boolean mayBind(PeerIdentity identity, Domain domain) {
        return switch (identity) {
            case PeerIdentity.Endpoint _ -> false;
            case PeerIdentity.Relay relay -> relay.mayBind(domain);
        };
    }

    private static Outcome inUse(int transId) {
        return Outcome.of(
                ReplyCode.TRANSACTION_IN_PROGRESS, "transID " + transId + " is in use on this channel, choose another");
    }
}
