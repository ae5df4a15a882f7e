package org.imxp.endpoint;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.imxp.beep.Greeting;
import org.imxp.beep.Session;
import org.imxp.beep.TlsPeer;
import org.imxp.beep.sasl.SaslLogin;
import org.imxp.beep.sasl.SaslMechanism;
import org.imxp.beep.sasl.SaslResources;
import org.imxp.endpoint.AttachException.Stage;
import org.imxp.protocol.ReplyCode;

/**
 * How an endpoint authenticates: by the strongest mechanism that it allows and the relay offers, as the address that it attaches
 * as (requirement SEED-46), or as the owner of that subaddress.
 */
final class Login {
    private final String domain;
    private final List<SaslMechanism> allowed;
    private final SaslLogin sasl;

    Login(EndpointSettings settings) {
        var endpoint = settings.endpoint();
        domain = endpoint.domain().toString();
        allowed = settings.protection().mechanisms();
        sasl = new SaslLogin(
                endpoint.parent().toString(),
                settings.password().get(),
                domain,
                new SaslResources(
                        settings.environment().random(), settings.environment().executor()));
    }

    CompletableFuture<Void> authenticate(Session session) {
        var offered = session.greeting().map(Greeting::mechanisms).orElse(List.of());
        return sasl.strongest(offered, allowed, session.tlsPeer().map(TlsPeer::security))
                .map(client -> session.authenticate(client, domain))
                .orElseGet(() -> CompletableFuture.failedFuture(nothingInCommon(session)));
    }

    private AttachException nothingInCommon(Session session) {
        var offered = session.greeting().map(Greeting::profiles).orElse(List.of());
        var state = session.tlsPeer().isPresent() ? "inside TLS" : "without TLS";
        return new AttachException(
                Stage.AUTHENTICATE,
                ReplyCode.TRANSACTION_FAILED,
                "there is no way to authenticate " + state + ": the relay offers " + offered + ", allowed here are "
                        + allowed.stream().map(SaslMechanism::registeredName).toList());
    }
}
