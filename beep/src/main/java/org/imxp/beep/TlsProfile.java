package org.imxp.beep;

import java.nio.ByteBuffer;
import java.util.List;
import org.imxp.beep.management.ManagementElement;
import org.imxp.beep.management.ManagementElement.Proceed;
import org.imxp.beep.management.ManagementElement.Ready;
import org.imxp.beep.management.ManagementException;
import org.imxp.beep.management.ManagementReader;
import org.imxp.beep.management.ManagementWriter;

/** The peer asks for TLS: {@code ready} in the start or as a message, answered by {@code proceed} (RFC 3080 section 3.1). */
final class TlsProfile implements TuningProfile {
    private static final String NO_VERSION = "the version of ready is not known, allowed is 1";

    @Override
    public String uri() {
        return Tuning.TLS;
    }

    @Override
    public List<String> aliases() {
        return List.of(Tuning.TLS_ALIAS);
    }

    @Override
    public boolean advertisedTo(Session session) {
        return session.tlsPeer().isEmpty() && session.identity().isEmpty();
    }

    @Override
    public void start(ChannelStart start) {
        if (!advertisedTo(start.session())) {
            start.refuse(ReplyCode.TRANSACTION_FAILED, tooLate(start.session()));
        } else if (start.session().isTuning()) {
            start.refuse(ReplyCode.NOT_TAKEN_NOW, "another tuning of this session is under way");
        } else if (start.content().isEmpty()) {
            start.accept(exchange -> asked(start.session(), exchange), "");
        } else {
            asked(start);
        }
    }

    private static String tooLate(Session session) {
        return session.tlsPeer().isPresent() ? "TLS is on already" : "TLS can't be started after authentication";
    }

    private void asked(ChannelStart start) {
        try {
            if (isReady(ManagementReader.read(start.content()))) {
                start.session()
                        .tls()
                        .readyReceived(
                                () -> start.accept(TlsProfile::unexpected, ManagementWriter.write(new Proceed())));
            } else {
                start.refuse(ReplyCode.INVALID_PARAMETER_SYNTAX, NO_VERSION);
            }
        } catch (ManagementException e) {
            start.refuse(e.code(), e.sentence());
        }
    }

    private void asked(Session session, Exchange exchange) {
        try {
            var ready = isReady(ManagementReader.readPayload(ByteBuffer.wrap(exchange.payload())));
            // The session may have changed since the channel was started.
            if (!advertisedTo(session)) {
                exchange.error(ReplyCode.TRANSACTION_FAILED, tooLate(session));
            } else if (session.isTuning()) {
                exchange.error(ReplyCode.NOT_TAKEN_NOW, "another tuning of this session is under way");
            } else if (ready) {
                session.tls().readyReceived(() -> exchange.reply(List.of(ByteBuffer.wrap(Payloads.of(new Proceed())))));
            } else {
                exchange.error(ReplyCode.INVALID_PARAMETER_SYNTAX, NO_VERSION);
            }
        } catch (ManagementException e) {
            exchange.error(e.code(), e.sentence());
        }
    }

    private static boolean isReady(ManagementElement element) {
        if (element instanceof Ready(var version)) {
            return version.equals("1");
        }
        throw new ManagementException(501, "the TLS profile expects the element ready");
    }

    static void unexpected(Exchange exchange) {
        exchange.error(ReplyCode.NOT_TAKEN, "nothing more is expected on this channel");
    }
}
