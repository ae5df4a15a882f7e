package org.imxp.endpoint;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.imxp.beep.Greeting;
import org.imxp.beep.Session;
import org.imxp.beep.TlsPeer;
import org.imxp.beep.sasl.SaslClient;
import org.imxp.beep.sasl.SaslLogin;
import org.imxp.beep.sasl.SaslMechanism;
import org.imxp.beep.sasl.SaslResources;
import org.imxp.endpoint.AttachException.Stage;
import org.imxp.protocol.ReplyCode;

/**
 * How an endpoint authenticates: by the strongest mechanism that it allows and the relay offers, as the address that it attaches
 * as (requirement SEED-46), or as the owner of that subaddress; or as nobody, where that is what it attaches as (OPEN-42).
 */
final class Login {
    private final String domain;
    private final List<SaslMechanism> allowed;
    private final Optional<SaslLogin> sasl;

    Login(EndpointSettings settings) {
        var endpoint = settings.endpoint();
        domain = endpoint.domain().toString();
        allowed = settings.protection().mechanisms();
        sasl = endpoint.isAnonymous() ? Optional.empty() : Optional.of(account(settings));
    }

    private static SaslLogin account(EndpointSettings settings) {
        return new SaslLogin(
                settings.endpoint().parent().toString(),
                settings.password().get(),
                settings.endpoint().domain().toString(),
                new SaslResources(
                        settings.environment().random(), settings.environment().executor()));
    }

    CompletableFuture<Void> authenticate(Session session) {
        var offered = session.greeting().map(Greeting::mechanisms).orElse(List.of());
        return sasl.map(account ->
                        account.strongest(offered, allowed, session.tlsPeer().map(TlsPeer::security)))
                .orElseGet(() -> anonymous(offered))
                .map(client -> session.authenticate(client, domain))
                .orElseGet(() -> CompletableFuture.failedFuture(nothingInCommon(session)));
    }

    private static Optional<SaslClient> anonymous(List<String> offered) {
        return offered.contains(SaslMechanism.ANONYMOUS.registeredName())
                ? Optional.of(SaslClient.anonymous(""))
                : Optional.empty();
    }

    private AttachException nothingInCommon(Session session) {
        var offered = session.greeting().map(Greeting::profiles).orElse(List.of());
        var state = session.tlsPeer().isPresent() ? "inside TLS" : "without TLS";
        return new AttachException(
                Stage.AUTHENTICATE,
                ReplyCode.TRANSACTION_FAILED,
                "there is no way to authenticate " + state + ": the relay offers " + offered + ", allowed here are "
                        + (sasl.isPresent() ? allowed : List.of(SaslMechanism.ANONYMOUS))
                                .stream().map(SaslMechanism::registeredName).toList());
    }
}
