package org.imxp.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.imxp.beep.SessionLimits;
import org.imxp.beep.TlsPolicy;
import org.imxp.dns.DnsLimits;
import org.imxp.endpoint.AttachException;
import org.imxp.endpoint.Endpoint;
import org.imxp.endpoint.EndpointLimits;
import org.imxp.endpoint.EndpointSettings;
import org.imxp.endpoint.RelayLocation;
import org.imxp.endpoint.ServiceException;
import org.imxp.protocol.Address;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.config.HostPort;
import picocli.CommandLine.Option;

/** Who a client is, and how it reaches its relay. */
final class ClientOptions {
    /** Octets in a second, on a line that is slow. */
    private static final int SLOWEST = 1 << 20;

    @Option(
            names = "--as",
            paramLabel = "ENDPOINT",
            required = true,
            description = "Who you are, such as fred@example.com; or anonymous@DOMAIN, if that domain admits anybody.")
    private String endpoint = "";

    @Option(
            names = "--relay",
            paramLabel = "HOST:PORT",
            description = "Where your relay listens. Default: 127.0.0.1:10913 if your domain is localhost, or one that"
                    + " imxp-data/relay.pem names; for other domains DNS is asked.")
    private Optional<String> relay = Optional.empty();

    @Option(
            names = "--dns",
            paramLabel = "IP:PORT",
            description = "Ask this DNS server where your relay listens, not those of the system, whatever is in this"
                    + " folder; may be given repeatedly, best first.")
    private List<String> dns = new ArrayList<>();

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
                    + " authorities, and for a relay on this machine that DNS was not asked for also"
                    + " imxp-data/relay.pem, if that is there.")
    private Optional<String> trust = Optional.empty();

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description =
                    "Where your keys and conversations are kept, a folder for each endpoint. Default: the variable"
                            + " IMXP_HOME, else .imxp in your home folder.")
    private Optional<Path> home = Optional.empty();

    @Option(
            names = "--max-size",
            paramLabel = "SIZE",
            defaultValue = "1M",
            description = "The most octets of a message with its files, both ways, such as 200M; relays have bounds of"
                    + " their own, and at most 16M can be encrypted. Default: ${DEFAULT-VALUE}.")
    private String maxSize = "1M";

    /** The most octets of a message, in either direction. */
    int mostOctets() {
        return SizeArgument.of("--max-size", maxSize);
    }

    /** How long anybody may take over a message of the largest size, on a line that is slow. */
    Duration longestWait() {
        return Waiting.LONGEST.plusSeconds(mostOctets() / SLOWEST);
    }

    /** The bounds of an endpoint for messages of the largest size: a few may wait for whoever reads them. */
    private EndpointSettings sized(EndpointSettings plain) {
        var most = mostOctets();
        var limits = EndpointLimits.DEFAULT;
        return plain.withSession(SessionLimits.defaults().withMessage(most))
                .withLimits(limits.withInbox(limits.inboxMessages(), Math.max(limits.inboxOctets(), 4L * most))
                        .withSendings(limits.sendings(), Math.max(limits.sendingOctets(), 4L * most))
                        .withTimes(
                                limits.attachTime(),
                                limits.statusWait().plusSeconds(most / SLOWEST),
                                limits.closeTime()));
    }

    /** Where what is the person's is kept; nobody is at home as anonymous. */
    Optional<ClientHome> home(Surroundings surroundings) {
        return isAnonymous(address())
                ? Optional.empty()
                : Optional.of(ClientHome.of(home, surroundings.environment(), surroundings.folder(), address()));
    }

    Address address() {
        var address = EndpointArgument.address(endpoint);
        return isAnonymous(address) ? address : EndpointArgument.account(endpoint);
    }

    private static boolean isAnonymous(Address address) {
        return address.isAnonymous() && !address.isSubaddress();
    }

    /**
     * Attaches to send or to ask, with the password that the options, the environment or the person gives; which is then forgotten.
     */
    Endpoint attach(Surroundings surroundings) {
        var settings = withoutPassword(surroundings).sendingOnly();
        return withPassword(surroundings, password -> attach(settings.withPassword(password::clone)));
    }

    /**
     * Attaches to ask about what is one's own, and asks. That goes beside another program: as a subaddress, for which the relay
     * takes what the endpoint may do. If it does not, or the relay knows no such thing, it is tried as the endpoint itself.
     */
    <T> T askBeside(Surroundings surroundings, Function<Endpoint, T> question) {
        var settings = withoutPassword(surroundings).sendingOnly();
        return withPassword(surroundings, password -> {
            var known = settings.withPassword(password::clone);
            try {
                return ask(isAnonymous(address()) ? known : known.as(beside(surroundings)), question);
            } catch (ServiceException refused) {
                if (isAnonymous(address()) || !refused.code().equals(ReplyCode.NOT_AUTHORIZED)) {
                    throw refused;
                }
                return ask(known, question);
            } catch (AttachException refused) {
                if (refused.stage() != AttachException.Stage.ATTACH
                        || !refused.code().isPermanent()) {
                    throw refused;
                }
                return ask(known, question);
            }
        });
    }

    private static <T> T ask(EndpointSettings settings, Function<Endpoint, T> question) {
        try (var endpoint = attach(settings)) {
            return question.apply(endpoint);
        }
    }

    /** An address that no other program has. */
    private Address beside(Surroundings surroundings) {
        var number = Integer.toUnsignedString(surroundings.random().nextInt(), 36);
        return new Address(address().local() + "/command-" + number, address().domain());
    }

    /** Attaches to stay so; the password is kept for the next time. */
    Endpoint attach(Surroundings surroundings, StayOptions stay) {
        var settings = stay.apply(withoutPassword(surroundings));
        var password = password(surroundings);
        return attach(settings.withPassword(password::clone));
    }

    /** The same for a program that has nobody who would read messages: as a subaddress, which goes beside another program, or not. */
    Endpoint attachToHear(Surroundings surroundings, StayOptions stay, boolean isBeside) {
        var settings = stay.apply(withoutPassword(surroundings)).sendingOnly();
        var password = password(surroundings);
        var known = settings.withPassword(password::clone);
        return isBeside ? attach(known.as(beside(surroundings))) : attachAsSelfOrBeside(known, surroundings);
    }

    /** Attaches to see how others are, who have rules for one's own address: as that, or beside the program that is attached so. */
    Endpoint attachToSee(Surroundings surroundings) {
        var settings = withoutPassword(surroundings).sendingOnly();
        return withPassword(
                surroundings, password -> attachAsSelfOrBeside(settings.withPassword(password::clone), surroundings));
    }

    private Endpoint attachAsSelfOrBeside(EndpointSettings settings, Surroundings surroundings) {
        try {
            return attach(settings);
        } catch (AttachException e) {
            boolean isTaken =
                    e.stage() == AttachException.Stage.ATTACH && e.code().equals(ReplyCode.TRANSACTION_FAILED);
            if (isTaken) {
                return attach(settings.as(beside(surroundings)));
            }
            throw e;
        }
    }

    private <T> T withPassword(Surroundings surroundings, Function<char[], T> use) {
        var password = password(surroundings);
        try {
            return use.apply(password);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private char[] password(Surroundings surroundings) {
        return isAnonymous(address())
                ? new char[0]
                : new Passwords(surroundings).existing(address().toString(), passwordFile);
    }

    private static Endpoint attach(EndpointSettings settings) {
        try {
            return Endpoint.attach(settings);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.refused("The name or the password cannot be used: " + Failures.message(e) + ".", e);
        }
    }

    private EndpointSettings withoutPassword(Surroundings surroundings) {
        var folder = surroundings.folder();
        var known = knownRelay(folder);
        var plain = sized(settings(address())).withTls(tls).trusting(Trust.of(trust, known, folder));
        return known.map(where -> plain.relay(where.host(), where.port())).orElseGet(() -> plain.relay(byDns()));
    }

    private static EndpointSettings settings(Address address) {
        return isAnonymous(address)
                ? EndpointSettings.anonymous(address.domain().toString())
                : EndpointSettings.of(address.toString(), new char[0]);
    }

    /** Where the relay is, if DNS need not be asked. */
    private Optional<HostPort> knownRelay(Path folder) {
        if (relay.isPresent()) {
            if (!dns.isEmpty()) {
                throw CommandFailure.wrongUsage(
                        "--relay says where the relay is, so that DNS is not asked: leave out one of --relay and"
                                + " --dns.");
            }
            return relay.map(typed -> read("--relay", typed, HostPort::parse));
        }
        return dns.isEmpty() && LocalRelay.serves(address().domain(), folder)
                ? Optional.of(LocalRelay.ADDRESS)
                : Optional.empty();
    }

    private RelayLocation byDns() {
        var servers = dns.stream()
                .map(typed -> read("--dns", typed, ClientOptions::dnsServer))
                .toList();
        return read("--dns", servers, some -> new RelayLocation.ByDns(some, DnsLimits.defaults()));
    }

    private static InetSocketAddress dnsServer(String typed) {
        var server = HostPort.parse(typed);
        return new InetSocketAddress(InetAddress.ofLiteral(server.host()), server.port());
    }

    private static <T, R> R read(String option, T typed, Function<T, R> reading) {
        try {
            return reading.apply(typed);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.wrongUsage(option + ": " + Failures.message(e) + ".", e);
        }
    }
}
