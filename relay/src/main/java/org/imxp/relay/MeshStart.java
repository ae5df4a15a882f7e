package org.imxp.relay;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.imxp.beep.Authentication;
import org.imxp.beep.BeepListener;
import org.imxp.beep.BeepNetwork;
import org.imxp.beep.ListenerBounds;
import org.imxp.beep.SaslAuthentication;
import org.imxp.beep.TlsPolicy;
import org.imxp.dns.DnsLimits;
import org.imxp.dns.DnsSettings;
import org.imxp.dns.RelayFinder;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Domain;
import org.imxp.relay.certificate.RelayCertificate;
import org.imxp.relay.config.Configuration;
import org.imxp.relay.config.HostPort;
import org.imxp.relay.config.Limit;
import org.imxp.relay.config.Limits;
import org.imxp.relay.trust.InitiatorLogin;
import org.imxp.relay.trust.MeshLogin;
import org.imxp.relay.trust.MeshSecrets;
import org.imxp.relay.trust.OwnCertificates;
import org.imxp.relay.trust.PeerDomains;
import org.imxp.relay.trust.PeerProofs;
import org.imxp.relay.trust.RelayTls;
import org.imxp.relay.trust.RelayTrust;

/** Opens what a relay needs to speak with others, in two steps: what its mesh is made with, and the port. Used once. */
final class MeshStart {
    private final Configuration configuration;
    private final ServedDomains served;
    private final Time time;
    private final SecureRandom random;
    private final BeepNetwork network;
    private final HopBounds bounds;
    private final OwnDomains own;
    private final Bindings bindings = new Bindings();
    private final PeerDomains policy;
    private final MeshIdentification identification;
    private final RelayTls tls;
    private final MeshSecrets secrets;
    private final RelayTrust trust;
    private final EdgeLogin login;
    private final CompletableFuture<Mesh> mesh = new CompletableFuture<>();

    MeshStart(
            Configuration configuration,
            ServedDomains served,
            OwnCertificates certificates,
            EdgeLogin login,
            BeepNetwork network,
            Time time,
            SecureRandom random) {
        this.configuration = configuration;
        this.served = served;
        this.login = login;
        this.network = network;
        this.time = time;
        this.random = random;
        bounds = bounds(configuration.limits());
        own = own(served.all(), certificates);
        policy = PeerDomains.of(configuration.mesh());
        trust = RelayTrust.of(configuration.mesh(), time);
        identification = new MeshIdentification(new PeerProofs(trust, configuration.mesh()), policy);
        var security = configuration.security();
        tls = new RelayTls(trust, certificates, security.legacy());
        secrets = MeshSecrets.read(
                configuration.mesh().secrets(), served.all(), security.mechanisms(), login.resources());
    }

    /** The domains of one certificate speak together. */
    private static OwnDomains own(Collection<Domain> served, OwnCertificates certificates) {
        var byCertificate = new LinkedHashMap<RelayCertificate, Set<Domain>>();
        for (var domain : served) {
            byCertificate
                    .computeIfAbsent(certificates.of(domain), none -> new LinkedHashSet<>())
                    .add(domain);
        }
        return new OwnDomains(List.copyOf(byCertificate.values()));
    }

    private static HopBounds bounds(Limits limits) {
        return new HopBounds(
                limits.number(Limit.NEXT_HOPS),
                limits.number(Limit.QUEUED_DATA_PER_NEXT_HOP),
                limits.number(Limit.QUEUED_OCTETS_PER_NEXT_HOP),
                limits.time(Limit.MESH_TIME_TO_CONNECT),
                limits.time(Limit.MESH_TIME_TO_ANSWER),
                limits.time(Limit.MESH_IDLE_TIME),
                limits.time(Limit.MESH_BACK_OFF_LEAST),
                limits.time(Limit.MESH_BACK_OFF_MOST));
    }

    RelayLinks links() {
        return new RelayLinks(own, bindings, bounds, time);
    }

    static PeerAllowances allowances(Limits limits, Time time) {
        return new PeerAllowances(
                new PeerAllowances.Bounds(
                        limits.number(Limit.SESSIONS_PER_PEER_DOMAIN),
                        limits.number(Limit.DATA_PER_MINUTE_PER_PEER_DOMAIN),
                        limits.number(Limit.OCTETS_PER_MINUTE_PER_PEER_DOMAIN)),
                time);
    }

    NextHops nextHops() {
        var routes = new ConfiguredRoutes(configuration.mesh().routes(), new DnsFinding(finder()));
        var credentials = new ProvenCredentials(tls, new InitiatorLogin(secrets), identification);
        RelayTable.Caller caller = speaker -> new HopConnector(
                network, mesh::join, routes, credentials, Edge.limits(configuration.limits()), bounds, time, speaker);
        var forwarding = new ForwardPolicy(served, policy, routes::has);
        return new RelayTable(own, bindings, forwarding, routes::relayFor, caller, bounds, time);
    }

    private RelayFinder finder() {
        var servers =
                configuration.mesh().dns().stream().map(MeshStart::resolved).toList();
        return new RelayFinder(new DnsSettings(servers, Dialect.IMXP, DnsLimits.defaults(), time, random));
    }

    private static InetSocketAddress resolved(HostPort server) {
        try {
            return new InetSocketAddress(InetAddress.getByName(server.host()), server.port());
        } catch (UnknownHostException e) {
            throw new RelayStartException(
                    "mesh.dns has " + server + ": the host is not known, allowed is one that is", e);
        }
    }

    /** Listens for other relays, now that there is a mesh that they can use. */
    BeepListener listen(Mesh made, InetSocketAddress address) {
        mesh.complete(made);
        var limits = configuration.limits();
        var listener =
                new MeshListener(made, identification, authentication(), new ServerNames(served), Edge.limits(limits));
        return network.listen(
                address,
                new ListenerBounds(limits.number(Limit.SESSIONS), limits.number(Limit.SESSIONS_PER_ADDRESS)),
                tls.listener(),
                peer -> listener.accept(TlsPolicy.REQUIRED));
    }

    /** Shows other certificates to other relays from the next session on. */
    void renew(OwnCertificates fresh) {
        tls.renew(fresh);
    }

    private Authentication authentication() {
        if (secrets.isEmpty()) {
            return new MeshLogin(trust);
        }
        var authority = login.authority(secrets, Optional.empty());
        return new MeshLogin(
                trust,
                new SaslAuthentication(
                        authority,
                        secrets.mechanisms(),
                        asked -> asked.flatMap(served::named)
                                .orElse(served.first())
                                .toString()));
    }
}
