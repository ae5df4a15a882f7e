package org.imxp.beep;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.imxp.beep.management.ManagementElement;
import org.imxp.beep.management.ManagementElement.Blob;
import org.imxp.beep.management.ManagementException;
import org.imxp.beep.management.ManagementReader;
import org.imxp.beep.management.ManagementWriter;
import org.imxp.beep.sasl.Octets;
import org.imxp.beep.sasl.SaslChallenge;
import org.imxp.beep.sasl.SaslFailure;
import org.imxp.beep.sasl.SaslMechanism;
import org.imxp.beep.sasl.SaslServer;
import org.imxp.beep.sasl.SaslStep;
import org.imxp.beep.sasl.SaslSuccess;
import org.jspecify.annotations.Nullable;

/** The peer authenticates by one mechanism: {@code blob} elements back and forth (RFC 3080 section 4.1). */
final class SaslProfile implements TuningProfile {
    static final List<String> MECHANISMS = Arrays.stream(SaslMechanism.values())
            .map(SaslMechanism::registeredName)
            .toList();

    private final String mechanism;
    private final Authentication authentication;
    private final BindingUse binding;

    SaslProfile(String mechanism, Authentication authentication, BindingUse binding) {
        this.mechanism = mechanism;
        this.authentication = authentication;
        this.binding = binding;
    }

    @Override
    public String uri() {
        return Tuning.SASL + mechanism;
    }

    @Override
    public List<String> aliases() {
        return List.of(Tuning.SASL_ALIAS + mechanism);
    }

    @Override
    public boolean advertisedTo(Session session) {
        return session.identity().isEmpty()
                && authentication.mechanisms(session).contains(mechanism);
    }

    @Override
    public void start(ChannelStart start) {
        var session = start.session();
        if (session.identity().isPresent()) {
            start.refuse(ReplyCode.TRANSACTION_FAILED, "this session is authenticated already");
        } else if (!session.beginTuning()) {
            start.refuse(ReplyCode.NOT_TAKEN_NOW, "another authentication is under way on this session");
        } else if (!advertisedTo(session)) {
            session.endTuning();
            start.refuse(
                    session.tlsPeer().isEmpty() && session.settings().tls() != TlsPolicy.OFF
                            ? ReplyCode.ENCRYPTION_REQUIRED
                            : ReplyCode.MECHANISM_TOO_WEAK,
                    mechanism + " is not accepted on this session as it is");
        } else if (!binding.allows(mechanism)) {
            session.endTuning();
            start.refuse(
                    ReplyCode.TRANSACTION_FAILED,
                    "an earlier attempt has used the channel binding of this session; connect again for another");
        } else {
            var attempt = new Attempt(session, authentication.begin(mechanism, session));
            attempt.first(start);
        }
    }

    /** One attempt, on one channel. */
    private static final class Attempt implements ChannelHandler {
        private final Session session;
        private final SaslServer server;

        /** Tells whether the session has started again inside TLS since. */
        private final ChannelManagement begunOn;

        private boolean over;

        Attempt(Session session, SaslServer server) {
            this.session = session;
            this.server = server;
            this.begunOn = session.management();
        }

        void first(ChannelStart start) {
            CompletionStage<SaslStep> begun;
            try {
                begun = start.content().isEmpty()
                        ? server.begin()
                        : server.respond(octets(ManagementReader.read(start.content())));
            } catch (ManagementException e) {
                over();
                start.refuse(e.code(), e.sentence());
                return;
            }
            whenDecided(begun, step -> {
                switch (step) {
                    case SaslChallenge challenge ->
                        start.accept(
                                this,
                                challenge.data().length() == 0 ? "" : blob(Blob.Status.CONTINUE, challenge.data()));
                    case SaslSuccess success -> {
                        start.accept(this, blob(Blob.Status.COMPLETE, success.data()));
                        succeeded(success);
                    }
                    case SaslFailure failure -> {
                        over();
                        start.refuse(failure.code(), failure.text());
                    }
                }
            });
        }

        @Override
        public void message(Exchange exchange) {
            if (over) {
                exchange.error(ReplyCode.TRANSACTION_FAILED, "this authentication is over");
                return;
            }
            try {
                var element = ManagementReader.readPayload(ByteBuffer.wrap(exchange.payload()));
                whenDecided(server.respond(octets(element)), step -> answer(exchange, step));
            } catch (ManagementException e) {
                over();
                exchange.error(e.code(), e.sentence());
            }
        }

        private void answer(Exchange exchange, SaslStep step) {
            switch (step) {
                case SaslChallenge challenge -> exchange.reply(payload(blob(Blob.Status.CONTINUE, challenge.data())));
                case SaslSuccess success -> {
                    exchange.reply(payload(blob(Blob.Status.COMPLETE, success.data())));
                    succeeded(success);
                }
                case SaslFailure failure -> {
                    over();
                    exchange.error(failure.code(), failure.text());
                }
            }
        }

        @Override
        public void closed(String reason) {
            over();
        }

        private void whenDecided(CompletionStage<SaslStep> decision, Consumer<SaslStep> next) {
            decision.whenComplete((step, failure) -> session.execute(() -> {
                if (session.isAlive() && isOfThisSession()) {
                    session.guard(() -> next.accept(outcome(step, failure)));
                }
            }));
        }

        private SaslStep outcome(@Nullable SaslStep step, @Nullable Throwable failure) {
            if (over) {
                // The peer sent another message before this one's reply, and spoilt the attempt.
                return new SaslFailure(ReplyCode.TRANSACTION_FAILED, "this authentication is over");
            }
            return step != null && failure == null
                    ? step
                    : new SaslFailure(
                            ReplyCode.TEMPORARY_AUTHENTICATION_FAILURE, "authentication is not possible at the moment");
        }

        private void succeeded(SaslSuccess success) {
            over();
            session.authenticated(success.identity());
        }

        private void over() {
            if (!over) {
                over = true;
                if (isOfThisSession()) {
                    session.endTuning();
                }
            }
        }

        private boolean isOfThisSession() {
            return session.management() == begunOn;
        }

        private static byte[] octets(ManagementElement element) {
            if (!(element instanceof Blob blob) || blob.status() == Blob.Status.COMPLETE) {
                throw new ManagementException(501, "a blob with status continue or abort is expected");
            }
            if (blob.status() == Blob.Status.ABORT) {
                throw new ManagementException(ReplyCode.AUTHENTICATION_FAILURE, "aborted by the client");
            }
            return base64(blob);
        }
    }

    static byte[] base64(Blob blob) {
        try {
            return Base64.getDecoder().decode(blob.base64().replaceAll("[ \t\r\n]", ""));
        } catch (IllegalArgumentException e) {
            throw new ManagementException(501, "the blob is not base64");
        }
    }

    static String blob(Blob.Status status, Octets data) {
        return ManagementWriter.write(new Blob(status, Base64.getEncoder().encodeToString(data.toByteArray())));
    }

    static List<ByteBuffer> payload(String blob) {
        return List.of(ByteBuffer.wrap(
                ("Content-Type: application/beep+xml\r\n\r\n" + blob + "\r\n").getBytes(StandardCharsets.US_ASCII)));
    }
}
