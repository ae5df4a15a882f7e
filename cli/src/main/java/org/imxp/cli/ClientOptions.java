package org.imxp.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.imxp.beep.TlsPolicy;
import org.imxp.endpoint.Endpoint;
import org.imxp.endpoint.EndpointSettings;
import org.imxp.protocol.Address;
import org.imxp.relay.config.HostPort;
import picocli.CommandLine.Option;

/** Who a client is, and how it reaches its relay. */
final class ClientOptions {
    @Option(
            names = "--as",
            paramLabel = "ENDPOINT",
            required = true,
            description = "Who you are, such as fred@example.com.")
    private String endpoint = "";

    @Option(
            names = "--relay",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:10913",
            description = "Where your relay listens. Default: ${DEFAULT-VALUE}. (This version does not ask DNS.)")
    private String relay = "";

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Holds your password. Without it: the variable IMXP_PASSWORD, else you are asked.")
    private Optional<Path> passwordFile = Optional.empty();

    @Option(
            names = "--tls",
            paramLabel = "required|optional|off",
            defaultValue = "required",
            description = "Whether the session is encrypted. Default: ${DEFAULT-VALUE}.")
    private TlsPolicy tls = TlsPolicy.REQUIRED;

    @Option(
            names = "--trust",
            paramLabel = "FILE|insecure",
            description = "The certificates (PEM) to know the relay by; insecure trusts anybody. Default: the system's"
                    + " authorities, and for a relay on this machine also imxp-data/relay.pem, if that is there.")
    private Optional<String> trust = Optional.empty();

    Address address() {
        return EndpointArgument.account(endpoint);
    }

    /** Attaches once, with the password that the options, the environment or the person gives; which is then forgotten. */
    Endpoint attach(Surroundings surroundings) {
        var password = password(surroundings);
        try {
            return attach(withoutPassword(surroundings).withPassword(password::clone));
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    /** Attaches to stay so; the password is kept for the next time. */
    Endpoint attach(Surroundings surroundings, StayOptions stay) {
        var password = password(surroundings);
        return attach(stay.apply(withoutPassword(surroundings).withPassword(password::clone)));
    }

    private char[] password(Surroundings surroundings) {
        return new Passwords(surroundings).existing(address().toString(), passwordFile);
    }

    private static Endpoint attach(EndpointSettings settings) {
        try {
            return Endpoint.attach(settings);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.refused("The name or the password cannot be used: " + Failures.message(e) + ".", e);
        }
    }

    private EndpointSettings withoutPassword(Surroundings surroundings) {
        var where = hostPort();
        return EndpointSettings.of(address().toString(), new char[0])
                .relay(where.host(), where.port())
                .withTls(tls)
                .trusting(Trust.of(trust, where, surroundings.folder()));
    }

    private HostPort hostPort() {
        try {
            return HostPort.parse(relay);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.wrongUsage("--relay: " + Failures.message(e) + ".", e);
        }
    }
}
