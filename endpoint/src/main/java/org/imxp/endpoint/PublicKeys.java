package org.imxp.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.imxp.endpoint.presence.Availability;
import org.imxp.endpoint.presence.Way;
import org.imxp.message.MessageFault;
import org.imxp.message.security.PgpCertificate;
import org.imxp.protocol.Address;
import org.imxp.protocol.PresenceEntry;
import org.imxp.protocol.PresenceTuple;
import org.imxp.protocol.PresenceTuple.Capability;

/**
 * The public keys by which people are written to: shown in their presence, or asked of their programs. Who may see somebody's presence, or
 * write to them, gets them. Thread-safe.
 *
 * <p>Nothing of this says that a key is whose it should be: that is for {@link org.imxp.endpoint.keys.KeyRing}.
 */
public final class PublicKeys {
    /** The namespace, and the baseline of the capability that has a certificate. */
    public static final String NAMESPACE = "urn:imxp:keys";
    /** The scheme of URIs that name a key by its fingerprint. */
    public static final String SCHEME = "openpgp4fpr:";
    /** The longest certificate that is read, in octets. */
    public static final int MOST_OCTETS = 8_192;
    /** The most keys of one person that are read: those that hold longest. */
    public static final int MOST_KEYS = 4;

    private static final Duration HOLDS = Duration.ofDays(366);
    private static final Duration ENOUGH = Duration.ofDays(183);

    private final Address self;
    private final PresenceDesk presence;
    private final KeyRequests requests;

    PublicKeys(Address self, PresenceDesk presence, KeyRequests requests) {
        this.self = self;
        this.presence = presence;
        this.requests = requests;
    }

    /**
     * Shows a key in the presence of the endpoint, or of the one that it is a subaddress of, for a year. What else is said there stays. If
     * it is shown there for half a year more, nothing is changed.
     *
     * @param certificate the key
     * @param isOnly whether keys that are shown beside it go, such as those of programs that are no more
     * @return done when the service has it; fails with {@link ServiceException}
     */
    public CompletableFuture<Void> publish(PgpCertificate certificate, boolean isOnly) {
        return presence.edit(self.parent(), (entry, now) -> with(entry, certificate, isOnly, now));
    }

    private static PresenceEntry with(PresenceEntry entry, PgpCertificate certificate, boolean isOnly, Instant now) {
        var own = new PresenceTuple(
                SCHEME + certificate.fingerprint(),
                now.plus(HOLDS),
                "",
                List.of(new Capability(NAMESPACE, Base64.getEncoder().encodeToString(certificate.octets()))));
        var others = entry.tuples().stream()
                .filter(tuple -> !tuple.destination().equals(own.destination()))
                .filter(tuple -> !isOnly || !tuple.destination().startsWith(SCHEME))
                .toList();
        boolean isShown = entry.tuples().stream()
                .anyMatch(tuple -> tuple.destination().equals(own.destination())
                        && tuple.capabilities().equals(own.capabilities())
                        && tuple.availableUntil().isAfter(now.plus(ENOUGH)));
        if (isShown && others.size() == entry.tuples().size() - 1) {
            return entry;
        }
        var all = new ArrayList<>(others);
        all.add(own);
        return entry.withTuples(all);
    }

    /**
     * The keys of somebody: those in their presence; if that is not to be seen, the one that a program of theirs answers with.
     *
     * @param who whose
     * @return at most {@value #MOST_KEYS}; none if none is shown. Fails with {@link ServiceException} if there is nobody to ask
     */
    public CompletableFuture<List<PgpCertificate>> find(Address who) {
        return presence.get(who)
                .thenApply(state -> published(state.ways()))
                .exceptionallyCompose(_ -> requests.ask(who).thenApply(List::of));
    }

    private static List<PgpCertificate> published(List<Way> ways) {
        return ways.stream()
                .filter(way -> way.destination().startsWith(SCHEME) && way.availability() != Availability.OFFLINE)
                .sorted(Comparator.comparing(Way::until).reversed())
                .flatMap(PublicKeys::certificate)
                .limit(MOST_KEYS)
                .toList();
    }

    private static Stream<PgpCertificate> certificate(Way way) {
        return way.others().stream()
                .filter(capability -> capability.baseline().equals(NAMESPACE))
                .flatMap(capability -> read(capability.text()).stream())
                .filter(certificate -> way.destination().equals(SCHEME + certificate.fingerprint()))
                .limit(1);
    }

    /** Whatever a stranger has written; what is too long or no certificate is none. */
    static Optional<PgpCertificate> read(String base64) {
        if (base64.length() > MOST_OCTETS * 4 / 3 + 4) {
            return Optional.empty();
        }
        try {
            return Optional.of(PgpCertificate.read(Base64.getDecoder().decode(base64.strip())));
        } catch (IllegalArgumentException | MessageFault e) {
            return Optional.empty();
        }
    }

    /**
     * Answers those who ask this endpoint for its key, from now on, and no more often than is good.
     *
     * @param certificate the key
     */
    public void answer(PgpCertificate certificate) {
        requests.answer(certificate);
    }
}
