package org.imxp.relay;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.imxp.beep.BeepListener;
import org.imxp.beep.BeepNetwork;
import org.imxp.beep.BindFailedException;
import org.imxp.beep.ListenerBounds;
import org.imxp.beep.TlsContext;
import org.imxp.protocol.Domain;
import org.imxp.protocol.ProtocolException;
import org.imxp.relay.access.AccessBounds;
import org.imxp.relay.access.AccessChanges;
import org.imxp.relay.access.AccessGrants;
import org.imxp.relay.access.AccessService;
import org.imxp.relay.access.AccessTable;
import org.imxp.relay.access.DefaultAccess;
import org.imxp.relay.access.FormerOwners;
import org.imxp.relay.certificate.CertificateFileException;
import org.imxp.relay.certificate.CertificateStore;
import org.imxp.relay.certificate.RelayCertificate;
import org.imxp.relay.config.Configuration;
import org.imxp.relay.config.HostPort;
import org.imxp.relay.config.Limit;
import org.imxp.relay.config.Security.CertificateSource;
import org.imxp.relay.config.TlsPolicy;
import org.imxp.relay.contact.ContactBounds;
import org.imxp.relay.contact.ContactService;
import org.imxp.relay.presence.PresenceService;
import org.imxp.relay.service.DomainService;
import org.imxp.relay.service.ServiceSurroundings;
import org.imxp.relay.store.GroupWriter;
import org.imxp.relay.store.JdbcStore;
import org.imxp.relay.store.Store;
import org.imxp.relay.store.StoreException;
import org.imxp.relay.trust.OwnCertificates;
import org.imxp.relay.trust.TrustException;

/** Opens what a relay needs, in order; what fails closes what is open. Used once. */
final class RelayStart {
    /** A certificate, its key, the key's file, and what is told of it. */
    private record Shown(RelayCertificate certificate, Path key, CertificateInUse inUse) {}

    /** What waits until some time, in all; reports and queues have narrower bounds of their own. */
    private static final int MOST_ALARMS = 1_000_000;

    private final Configuration configuration;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Repetition repetition;
    private final List<OptionHandler> options;
    private final Shutdown shutdown = new Shutdown();

    RelayStart(
            Configuration configuration,
            InstantSource clock,
            SecureRandom random,
            Repetition repetition,
            List<OptionHandler> options) {
        this.configuration = configuration;
        this.clock = clock;
        this.random = random;
        this.repetition = repetition;
        this.options = options;
    }

    Relay start() {
        try {
            return open();
        } catch (StoreException | CertificateFileException | TrustException | BindFailedException e) {
            shutdown.run();
            throw new RelayStartException(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            shutdown.run();
            throw e;
        }
    }

    private Relay open() {
        var domains = new ServedDomains(domains());
        var defaults = access();
        var edgeAddress = address("listen.edge", configuration.listen().edge());
        var meshAddress = address("listen.mesh", configuration.listen().mesh());
        boolean isPrivate = configuration.security().tls() != TlsPolicy.OFF;
        // Before anything is made: a start that fails at a busy port changes nothing.
        BeepNetwork.checkFree(edgeAddress);
        if (isPrivate) {
            BeepNetwork.checkFree(meshAddress);
        }
        var shown = isPrivate ? Optional.of(shown()) : Optional.<Shown>empty();
        var own = shown.map(this::certificates);
        var store = openStore();
        var access = AccessTable.load(defaults, store.access());
        var accounts = new StoredAccounts(
                store.accounts(), domains, blockingExecutor(), new FormerOwners(access, store.access())::known);
        var time = new SystemTime(clock, MOST_ALARMS);
        shutdown.add(time::close);
        var login = new EdgeLogin(configuration, clock, random);
        shutdown.add(login::close);
        var network = BeepNetwork.open(Runtime.getRuntime().availableProcessors());
        shutdown.add(network::close);
        // Between relays TLS is mandatory (requirement SEED-49): without it there are none.
        var others = own.map(
                certificates -> new MeshStart(configuration, domains, certificates, login, network, time, random));
        var mesh = new Mesh(
                domains,
                MeshBounds.of(configuration.limits()),
                access,
                new Outside(
                        accounts,
                        others.map(MeshStart::nextHops).orElse(NextHops.NONE),
                        (attachments, delivery) -> holding(store, attachments, delivery, time),
                        time,
                        random,
                        options,
                        services(store, access),
                        configuration.mesh().transitReports()),
                others.map(MeshStart::links).orElseGet(() -> RelayLinks.none(domains, time)),
                MeshStart.allowances(configuration.limits(), time));
        var authentication = login.authentication(
                accounts, domains, shown.map(found -> found.certificate().key()));
        var limits = Edge.limits(configuration.limits());
        var edge = new Edge(mesh, policy(), authentication, new ServerNames(domains), limits);
        var tls = shown.flatMap(it -> own.map(certificates -> context(it, certificates)))
                .orElseGet(TlsContext::none);
        var listener = listen(network, edgeAddress, tls, edge);
        var meshListener = others.map(start -> start.listen(mesh, meshAddress));
        var renewal = shown.flatMap(it -> own.map(certificates -> renewed(it, certificates, fresh -> {
            tls.renew(fresh.keys());
            others.ifPresent(start -> start.renew(fresh));
        })));
        return new Relay(mesh, listener, meshListener, renewal, shutdown);
    }

    private List<Domain> domains() {
        var domains = new ArrayList<Domain>();
        for (var domain : configuration.domains()) {
            try {
                domains.add(Domain.parse(domain));
            } catch (ProtocolException e) {
                throw new RelayStartException("domains: " + e.getMessage(), e);
            }
        }
        return domains;
    }

    private DefaultAccess access() {
        try {
            return new DefaultAccess(configuration.accessDefaults(), configuration.ownProgramsAct());
        } catch (IllegalArgumentException e) {
            throw new RelayStartException("access.defaults: " + e.getMessage(), e);
        }
    }

    private static InetSocketAddress address(String key, HostPort where) {
        var address = new InetSocketAddress(where.host(), where.port());
        if (address.isUnresolved()) {
            throw new RelayStartException(key + " is " + where + ": the host is not known, allowed is one that is");
        }
        return address;
    }

    private Shown shown() {
        return switch (configuration.security().certificate()) {
            case CertificateSource.Files files ->
                shown(RelayCertificate.load(files.certificate(), files.key()), files.key(), files.certificate(), false);
            case CertificateSource.MadeIn made -> {
                var file = made.folder().resolve(CertificateStore.CERTIFICATE);
                boolean exists = Files.exists(file);
                var certificates = new CertificateStore(made.folder(), clock, random);
                yield shown(
                        certificates.loadOrMake(configuration.domains()),
                        made.folder().resolve(CertificateStore.KEY),
                        file,
                        !exists);
            }
        };
    }

    private static Shown shown(RelayCertificate certificate, Path key, Path file, boolean madeNow) {
        return new Shown(certificate, key, new CertificateInUse(file, certificate.fingerprint(), madeNow));
    }

    private CertificateRenewal renewed(Shown shown, OwnCertificates own, Consumer<OwnCertificates> taking) {
        var files = new CertificateSource.Files(shown.inUse().file(), shown.key());
        var ofDomains = configuration.security().certificates();
        var renewal = new CertificateRenewal(own, shown.inUse(), files, ofDomains, taking);
        shutdown.add(repetition.begin(CertificateRenewal.INTERVAL, renewal::look));
        return renewal;
    }

    private OwnCertificates certificates(Shown shown) {
        return OwnCertificates.load(
                shown.certificate(), configuration.security().certificates());
    }

    private TlsContext context(Shown shown, OwnCertificates own) {
        try {
            var tls = TlsContext.listener(own.keys());
            return configuration.security().legacy() ? tls.withLegacy() : tls;
        } catch (IllegalArgumentException e) {
            throw new RelayStartException(shown.inUse().file() + " can't be used: " + e.getMessage(), e);
        }
    }

    private Store openStore() {
        var store = JdbcStore.open(configuration.store());
        shutdown.add(store::close);
        return store;
    }

    private List<DomainService.Maker> services(Store store, AccessTable access) {
        return List.of(
                switched(AccessService.NAME, around -> access(store, access, around)),
                switched(PresenceService.NAME, around -> presence(store, access, around)),
                switched(ContactService.NAME, around -> contacts(store, access, around)));
    }

    private DomainService.Maker switched(String name, DomainService.Maker maker) {
        return SwitchedService.maker(name, maker, configuration.servicesOff());
    }

    private Holding holding(Store store, Attachments attachments, HeldDelivery delivery, Time time) {
        var holding = new StoredHolding(
                store.held(), HeldBounds.of(configuration.limits()), attachments, delivery, delivery::expired, time);
        // Before the store: what was promised is written.
        shutdown.add(holding::close);
        return holding;
    }

    private DomainService access(Store store, AccessTable table, ServiceSurroundings around) {
        var service = AccessService.open(
                around,
                table,
                store.access(),
                AccessBounds.of(configuration.limits()),
                GroupWriter.thread("access-writer"));
        shutdown.add(service::close);
        return service;
    }

    private DomainService presence(Store store, AccessChanges changes, ServiceSurroundings around) {
        var service = PresenceService.open(
                configuration.limits(), around, store.presence(), changes, configuration.closesLostPresence());
        // Before the store: what was promised is written.
        shutdown.add(service::close);
        return service;
    }

    private DomainService contacts(Store store, AccessGrants grants, ServiceSurroundings around) {
        var service = ContactService.open(
                around,
                grants,
                store.contacts(),
                ContactBounds.of(configuration.limits()),
                GroupWriter.thread("contact-writer"),
                blockingExecutor());
        // Before the store: what was promised is written.
        shutdown.add(service::close);
        return service;
    }

    /** The store's pool bounds how many ask it at once; the sessions and the look-ups, how many wait. */
    private Executor blockingExecutor() {
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        shutdown.add(executor::shutdownNow);
        return executor;
    }

    private org.imxp.beep.TlsPolicy policy() {
        return switch (configuration.security().tls()) {
            case REQUIRED -> org.imxp.beep.TlsPolicy.REQUIRED;
            case OPTIONAL -> org.imxp.beep.TlsPolicy.OPTIONAL;
            case OFF -> org.imxp.beep.TlsPolicy.OFF;
        };
    }

    private BeepListener listen(BeepNetwork network, InetSocketAddress address, TlsContext tls, Edge edge) {
        var limits = configuration.limits();
        var bounds = new ListenerBounds(limits.number(Limit.SESSIONS), limits.number(Limit.SESSIONS_PER_ADDRESS));
        return network.listen(address, bounds, tls, peer -> edge.accept());
    }
}
