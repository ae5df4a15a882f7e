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
    private final OptionProcessing options;
    private final Holding holding;

    /**
     * The steps.
     *
     * @param holding is told of each new attachment
     */
    Attaching(
            ServedDomains domains,
            Attachments attachments,
            MeshBounds bounds,
            OptionProcessing options,
            Holding holding) {
        this.domains = domains;
        this.attachments = attachments;
        this.bounds = bounds;
        this.options = options;
        this.holding = holding;
    }

    Answer attach(Attach request, MeshChannel channel) {
        return refusal(request, channel).map(Answer::of).orElseGet(() -> {
            var attachment =
                    new Attachment(request.endpoint(), request.transId(), channel, new AttachmentQueue(bounds));
            return overrides(request) ? override(attachment, channel) : join(attachment, channel);
        });
    }

    private static boolean overrides(Attach request) {
        return request.options().stream().anyMatch(option -> option.name().equals(OptionProcessing.ATTACH_OVERRIDE));
    }

    private Answer join(Attachment attachment, MeshChannel channel) {
        if (!attachments.add(attachment)) {
            return Answer.of(Outcome.of(
                    ReplyCode.TRANSACTION_FAILED, attachment.endpoint() + " is attached by an application already"));
        }
        return attached(attachment, channel, Optional.empty());
    }

    /** RFC 3342 section 1: the new attach succeeds whatever the old application answers. */
    private Answer override(Attachment attachment, MeshChannel channel) {
        return attached(attachment, channel, attachments.replace(attachment));
    }

    private Answer attached(Attachment attachment, MeshChannel channel, Optional<Attachment> before) {
        channel.attached(attachment);
        return new Answer(Outcome.DELIVERED.answer(), () -> {
            before.ifPresent(old -> {
                var _ = old.terminate(Outcome.of(ReplyCode.OVERRIDDEN, Sentence.OVERRIDDEN, attachment.endpoint()));
            });
            holding.attached(attachment);
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
        if (overrides(request) && channel.identity() instanceof PeerIdentity.Anonymous) {
            return Optional.of(Outcome.of(
                    ReplyCode.NOT_AUTHORIZED,
                    "nobody knows whether " + endpoint + " was yours: whoever is anonymous takes nobody's place"));
        }
        return options.fault(request.options(), Containing.ATTACH, request).or(() -> bound(channel));
    }

    /** A peer may attach as the endpoint that it is and as its subaddresses (CORE-32); services belong to relays (CORE-4). */
    private static boolean mayAttach(PeerIdentity identity, Address endpoint) {
        return switch (identity) {
            case PeerIdentity.Endpoint(var address) -> address.covers(endpoint) && !endpoint.isService();
            case PeerIdentity.Anonymous(var domain) ->
                endpoint.isAnonymous()
                        && endpoint.isSubaddress()
                        && endpoint.domain().equals(domain);
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
        return options.fault(request.options(), Containing.BIND, request)
                .or(() -> bound(channel))
                .orElseGet(() -> {
                    channel.bound(request.relay(), request.transId());
                    return Outcome.DELIVERED;
                });
    }

    private static boolean mayBind(PeerIdentity identity, Domain domain) {
        return switch (identity) {
            case PeerIdentity.Endpoint _, PeerIdentity.Anonymous _ -> false;
            case PeerIdentity.Relay relay -> relay.mayBind(domain);
        };
    }

    private static Outcome inUse(int transId) {
        return Outcome.of(
                ReplyCode.TRANSACTION_IN_PROGRESS, "transID " + transId + " is in use on this channel, choose another");
    }
}
