package org.imxp.relay.trust;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imxp.beep.sasl.CredentialSource;
import org.imxp.beep.sasl.DigestSecrets;
import org.imxp.beep.sasl.Octets;
import org.imxp.beep.sasl.SaslLogin;
import org.imxp.beep.sasl.SaslMechanism;
import org.imxp.beep.sasl.SaslResources;
import org.imxp.beep.sasl.ScramHash;
import org.imxp.beep.sasl.ScramKeys;
import org.imxp.beep.sasl.StoredCredentials;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Domain;

/**
 * The secrets that this relay has in common with those of some other domains; each side authenticates to the other by it.
 * Immutable. Its text does not show them.
 */
public final class MeshSecrets implements CredentialSource {
    /** The mechanisms that relays use a secret by, the strongest first. */
    public static final List<SaslMechanism> MECHANISMS =
            List.of(SaslMechanism.SCRAM_SHA_256_PLUS, SaslMechanism.SCRAM_SHA_256, SaslMechanism.DIGEST_MD5);

    private final Map<Domain, char[]> secrets;
    private final Map<Domain, Map<Domain, StoredCredentials>> accounts;
    private final List<SaslMechanism> mechanisms;
    private final SaslResources resources;

    private MeshSecrets(
            Map<Domain, char[]> secrets,
            Map<Domain, Map<Domain, StoredCredentials>> accounts,
            List<SaslMechanism> mechanisms,
            SaslResources resources) {
        this.secrets = secrets;
        this.accounts = accounts;
        this.mechanisms = mechanisms;
        this.resources = resources;
    }

    /**
     * Reads the files once. Blocks, some milliseconds for each.
     *
     * @param files by other domain, as of {@link org.imxp.relay.config.Mesh#secrets()}
     * @param own the domains that this relay serves
     * @param allowed by which mechanisms, such as {@code SCRAM-SHA-256}; of those that are not for relays none is used
     * @param resources for logins of this relay
     * @return the secrets
     * @throws TrustException if a file can't be read, or holds no usable secret, or no mechanism is left for them
     */
    public static MeshSecrets read(
            Map<String, Path> files, Collection<Domain> own, Collection<String> allowed, SaslResources resources) {
        var mechanisms = MECHANISMS.stream()
                .filter(mechanism -> allowed.contains(mechanism.registeredName()))
                .toList();
        if (mechanisms.isEmpty() && !files.isEmpty()) {
            throw new TrustException("mesh.secrets can't be used by " + String.join(", ", allowed)
                    + ": security.mechanisms needs one of "
                    + MECHANISMS.stream().map(SaslMechanism::registeredName).collect(Collectors.joining(", ")));
        }
        var secrets = new HashMap<Domain, char[]>();
        var accounts = new HashMap<Domain, Map<Domain, StoredCredentials>>();
        files.forEach((name, file) -> {
            var domain = Domain.parse(name);
            var secret = SecretFile.read(file);
            try {
                secrets.put(domain, secret);
                accounts.put(domain, accounts(domain, secret, own, resources));
            } catch (IllegalArgumentException e) {
                throw new TrustException(file + ": " + e.getMessage(), e);
            }
        });
        return new MeshSecrets(secrets, accounts, mechanisms, resources);
    }

    /** DIGEST-MD5 hashes the realm, which is the domain of ours that is asked for, and the username as it is written. */
    private static Map<Domain, StoredCredentials> accounts(
            Domain domain, char[] secret, Collection<Domain> own, SaslResources resources) {
        var identity = RelayIdentity.of(domain);
        var salt = Octets.random(ScramKeys.SALT_LENGTH, resources.random());
        var scram = ScramKeys.derive(ScramHash.SHA_256, secret, salt, ScramKeys.DEFAULT_ITERATIONS);
        var accounts = new LinkedHashMap<Domain, StoredCredentials>();
        for (var realm : own) {
            var byUsername = new HashMap<String, Octets>();
            Stream.of(identity, Dialect.APEX.servicePrefix() + "mesh@" + domain, domain.toString())
                    .map(username -> DigestSecrets.derive(username, realm.toString(), secret))
                    .forEach(digest -> byUsername.putAll(digest.byUsername()));
            var digest = new DigestSecrets(realm.toString(), byUsername);
            accounts.put(realm, new StoredCredentials(identity, scram, digest));
        }
        return Map.copyOf(accounts);
    }

    /**
     * Whether there is none.
     *
     * @return true if no domain has one
     */
    public boolean isEmpty() {
        return secrets.isEmpty();
    }

    /**
     * By which mechanisms they are used, on both sides.
     *
     * @return the strongest first
     */
    public List<SaslMechanism> mechanisms() {
        return mechanisms;
    }

    /**
     * Finds the account of another domain's relay.
     *
     * @param username as of {@link RelayIdentity#domain}
     * @param serverName the domain of ours that the relay asked for
     */
    @Override
    public CompletionStage<Optional<StoredCredentials>> find(String username, String serverName) {
        var found = CertificateDomains.parsed(serverName)
                .flatMap(realm -> RelayIdentity.domain(username)
                        .flatMap(domain -> Optional.ofNullable(accounts.get(domain)))
                        .flatMap(byRealm -> Optional.ofNullable(byRealm.get(realm))));
        return CompletableFuture.completedStage(found);
    }

    /**
     * How this relay logs in to another.
     *
     * @param own the domain in whose name
     * @param peer the other relay's domain
     * @param dialect that of the session
     * @return the login; empty if there is no secret with that domain
     */
    public Optional<SaslLogin> login(Domain own, Domain peer, Dialect dialect) {
        return Optional.ofNullable(secrets.get(peer))
                .map(secret -> new SaslLogin(RelayIdentity.of(own, dialect), secret, peer.toString(), resources));
    }

    @Override
    public String toString() {
        return "MeshSecrets" + secrets.keySet();
    }
}
