package org.imxp.beep;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.imxp.beep.management.ManagementElement;
import org.imxp.beep.management.ManagementElement.Blob;
import org.imxp.beep.management.ManagementElement.Refusal;
import org.imxp.beep.management.ManagementException;
import org.imxp.beep.management.ManagementReader;
import org.imxp.beep.sasl.Octets;
import org.imxp.beep.sasl.SaslAbort;
import org.imxp.beep.sasl.SaslClient;
import org.imxp.beep.sasl.SaslClientStep;
import org.imxp.beep.sasl.SaslLogin;
import org.imxp.beep.sasl.SaslResponse;
import org.imxp.beep.sasl.SaslVerified;

/** This side authenticates by one mechanism (RFC 3080 section 4.1). */
final class SaslAttempt {
    private final Session session;
    private final SaslClient client;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    SaslAttempt(Session session, SaslClient client) {
        this.session = session;
        this.client = client;
    }

    static CompletableFuture<Void> strongest(Session session, SaslLogin login) {
        var offered = session.greeting().map(Greeting::mechanisms).orElse(List.of());
        return login.strongest(offered, session.tlsPeer().map(TlsPeer::security))
                .map(client -> session.authenticate(client, login.serverName()))
                .orElseGet(() -> CompletableFuture.failedFuture(new PeerRefusedException(
                        ReplyCode.TRANSACTION_FAILED,
                        "there is no way to authenticate on this session by password: the peer offers " + offered)));
    }

    CompletableFuture<Void> start(String serverName) {
        var alias = Tuning.SASL_ALIAS + client.mechanism();
        var offered = session.greeting().map(Greeting::profiles).orElse(List.of());
        var uri = offered.contains(alias) ? alias : Tuning.SASL + client.mechanism();
        var content = client.initialResponse()
                .map(octets -> SaslProfile.blob(Blob.Status.CONTINUE, octets))
                .orElse("");
        var _ = session.start(
                        serverName,
                        List.of(new ProfileOffer(uri, content)),
                        exchange -> exchange.error(ReplyCode.NOT_TAKEN, "no message is expected on this channel"))
                .whenComplete((started, failure) -> {
                    if (failure != null) {
                        done.completeExceptionally(Failures.cause(failure));
                    } else if (started.content().isEmpty()) {
                        // The peer started the channel without a challenge: the client speaks first, as a message.
                        step(started.channel(), new Blob(Blob.Status.CONTINUE, ""));
                    } else {
                        received(started.channel(), started.content());
                    }
                });
        return done;
    }

    private void received(Channel channel, String xml) {
        try {
            step(channel, ManagementReader.read(xml));
        } catch (ManagementException e) {
            fail(channel, new PeerRefusedException(e.code(), e.sentence()));
        }
    }

    private void step(Channel channel, ManagementElement element) {
        switch (element) {
            case Blob blob ->
                client.respond(SaslProfile.base64(blob), blob.status() == Blob.Status.COMPLETE)
                        .whenComplete((step, failure) -> session.execute(() -> {
                            if (failure != null) {
                                fail(channel, Failures.cause(failure));
                            } else if (step instanceof SaslAbort abort && blob.status() == Blob.Status.COMPLETE) {
                                distrust(abort);
                            } else {
                                next(channel, step);
                            }
                        }));
            // Some peers report a failure in a positive reply.
            case Refusal refusal -> fail(channel, new PeerRefusedException(refusal.code(), refusal.text()));
            default ->
                fail(channel, new PeerRefusedException(ReplyCode.INVALID_PARAMETER_SYNTAX, "the peer sent no blob"));
        }
    }

    private void next(Channel channel, SaslClientStep step) {
        switch (step) {
            case SaslVerified _ -> {
                done.complete(null);
                close(channel);
            }
            case SaslAbort abort -> {
                var _ = channel.send(SaslProfile.payload(SaslProfile.blob(Blob.Status.ABORT, Octets.EMPTY)));
                fail(channel, unproved(abort));
            }
            case SaslResponse response -> respond(channel, response.data());
        }
    }

    /** For the peer the session is authenticated, and this side must not use it: it does not know who the peer is. */
    private void distrust(SaslAbort abort) {
        done.completeExceptionally(unproved(abort));
        session.terminate("the peer could not prove itself");
    }

    private static PeerRefusedException unproved(SaslAbort abort) {
        return new PeerRefusedException(
                ReplyCode.AUTHENTICATION_FAILURE, "the peer could not prove itself: " + abort.reason());
    }

    private void respond(Channel channel, Octets data) {
        var _ = channel.send(SaslProfile.payload(SaslProfile.blob(Blob.Status.CONTINUE, data)))
                .whenComplete((reply, failure) -> {
                    if (failure != null) {
                        fail(channel, Failures.cause(failure));
                    } else if (!reply.positive()) {
                        fail(channel, Payloads.refusal(reply.payload()));
                    } else {
                        answered(channel, reply);
                    }
                });
    }

    private void answered(Channel channel, Reply reply) {
        try {
            step(channel, ManagementReader.readPayload(ByteBuffer.wrap(reply.payload())));
        } catch (ManagementException e) {
            fail(channel, new PeerRefusedException(e.code(), e.sentence()));
        }
    }

    private void fail(Channel channel, Throwable failure) {
        done.completeExceptionally(failure);
        close(channel);
    }

    private static void close(Channel channel) {
        if (channel.isOpen()) {
            var _ = channel.close(ReplyCode.SUCCESS, "");
        }
    }
}
