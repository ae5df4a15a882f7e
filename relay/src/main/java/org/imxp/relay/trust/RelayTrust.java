package org.imxp.relay.trust;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imxp.beep.SystemAuthorities;
import org.imxp.protocol.Domain;
import org.imxp.relay.certificate.CertificateFileException;
import org.imxp.relay.certificate.PemFile;
import org.imxp.relay.config.Mesh;
import org.imxp.relay.config.Mesh.Intermediary;

/**
 * Decides whether other relays' certificates are trusted: those that lead to an authority, and those that are trusted
 * themselves; each while it is valid. Immutable.
 */
public final class RelayTrust {
    private static final String UNKNOWN = "the certificate is signed by nobody who is trusted: its authority has to be,"
            + " or the certificate itself, by mesh.trust";

    private final CertificatePath path;
    private final Set<X509Certificate> themselves;
    private final InstantSource clock;

    /**
     * Trusts what it is given.
     *
     * @param authorities who signs relays' certificates
     * @param trusted certificates from an operator: one that names a domain is a relay's own, and then trusted itself but for
     *     nothing that it signs, whatever it says of that; so is one that may not sign. Any other is an authority
     * @param clock what time it is
     */
    public RelayTrust(
            Collection<X509Certificate> authorities, Collection<X509Certificate> trusted, InstantSource clock) {
        this(authorities, trusted, Set.of(), clock);
    }

    private RelayTrust(
            Collection<X509Certificate> authorities,
            Collection<X509Certificate> trusted,
            Collection<X509Certificate> intermediaries,
            InstantSource clock) {
        var signers = Stream.concat(authorities.stream(), trusted.stream().filter(RelayTrust::isAuthority))
                .toList();
        path = new CertificatePath(signers);
        themselves = Stream.concat(
                        trusted.stream().filter(certificate -> !isAuthority(certificate)), intermediaries.stream())
                .collect(Collectors.toCollection(HashSet::new));
        this.clock = clock;
    }

    /**
     * Trusts the system's authorities, and what a configuration adds. Blocks.
     *
     * @param mesh with the files
     * @param clock what time it is
     * @return the decision
     * @throws CertificateFileException if a file cannot be read
     * @throws TrustException if the system's authorities cannot be read
     */
    public static RelayTrust of(Mesh mesh, InstantSource clock) {
        return new RelayTrust(
                SystemAuthorities.load(), certificates(mesh.trust()), certificates(files(mesh.trusted())), clock);
    }

    static List<Path> files(List<Intermediary> intermediaries) {
        return intermediaries.stream()
                .flatMap(each ->
                        each instanceof Intermediary.WithCertificate(var file) ? Stream.of(file) : Stream.empty())
                .toList();
    }

    static List<X509Certificate> certificates(List<Path> files) {
        return files.stream()
                .flatMap(file -> PemFile.certificates(file).stream())
                .toList();
    }

    /** Programs that make self-signed certificates often let them sign others, which nobody asked them for. */
    private static boolean isAuthority(X509Certificate certificate) {
        return certificate.getBasicConstraints() >= 0
                && CertificateDomains.of(certificate).isEmpty();
    }

    /**
     * What is wrong with a peer's certificate, whoever it names.
     *
     * @param chain what the peer showed, its own certificate first; perhaps nothing
     * @return one sentence that may be told to the peer; empty if the certificate is trusted
     */
    public Optional<String> fault(List<X509Certificate> chain) {
        if (chain.isEmpty()) {
            return Optional.of("there is no certificate, and one that names the domain is needed");
        }
        var own = chain.getFirst();
        var now = clock.instant();
        var first = own.getNotBefore().toInstant();
        var last = own.getNotAfter().toInstant();
        if (last.isBefore(now)) {
            return Optional.of("the certificate has run out at " + last + ", and it is " + now);
        }
        if (first.isAfter(now)) {
            return Optional.of("the certificate is not valid before " + first + ", and it is " + now);
        }
        if (!CertificatePath.isForTls(own)) {
            return Optional.of("the certificate is for other purposes than TLS: serverAuth or clientAuth is needed");
        }
        return themselves.contains(own) || path.leadsToAuthority(chain, now) ? Optional.empty() : Optional.of(UNKNOWN);
    }

    /**
     * What keeps a peer's certificate from proving a domain.
     *
     * @param chain what the peer showed, its own certificate first; perhaps nothing
     * @param wanted the domain
     * @return one sentence that may be told to the peer; empty if the peer is the domain's relay
     */
    public Optional<String> fault(List<X509Certificate> chain, Domain wanted) {
        return fault(chain).or(() -> misnamed(CertificateDomains.of(chain.getFirst()), wanted));
    }

    private static Optional<String> misnamed(Set<Domain> named, Domain wanted) {
        if (named.contains(wanted)) {
            return Optional.empty();
        }
        return Optional.of(
                named.isEmpty()
                        ? "the certificate names no domain in its subjectAltName, and " + wanted
                                + " is needed; its common name does not count"
                        : "the certificate is for " + listed(named) + ", not for " + wanted);
    }

    /** A certificate may have thousands of names. */
    private static String listed(Set<Domain> named) {
        var some = named.stream().limit(3).map(Domain::toString).collect(Collectors.joining(", "));
        return named.size() > 3 ? some + " and " + (named.size() - 3) + " more" : some;
    }

    /**
     * The domains that a peer's certificate proves.
     *
     * @param chain what the peer showed, its own certificate first; perhaps nothing
     * @return the domains; none if the certificate is not trusted
     */
    public Set<Domain> proved(List<X509Certificate> chain) {
        return fault(chain).isPresent() ? Set.of() : CertificateDomains.of(chain.getFirst());
    }
}
