package org.imxp.endpoint.keys;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.imxp.message.MessageFault;
import org.imxp.message.security.OpenPgp;
import org.imxp.message.security.PgpCertificate;
import org.imxp.message.security.PgpSecretKey;
import org.imxp.protocol.Address;

/**
 * The keys of a person, in a folder that several programs of theirs may use at once: their own, which is made when it is first needed, and
 * those of others with how far they are trusted. Thread-safe.
 *
 * <p>Each method reads the files anew, and may wait for another program. It fails with {@link KeyException} if the folder or a file cannot
 * be used; a file that is not whole is never taken for an empty one, since that would be to trust whoever comes next.
 */
public final class KeyRing {
    /** The most contacts that are remembered. */
    public static final int MOST_CONTACTS = 2_000;
    /** The longest certificate, in octets. */
    public static final int MOST_CERTIFICATE = 8_192;

    static final String OWN = "key.asc";
    static final String TRUST = "keys";
    private static final int MOST_SEEN = 10_000;
    private static final int MOST_SEEN_OF_ONE = 1_000;

    private final Address owner;
    private final SharedFolder folder;
    private final InstantSource clock;
    private final SecureRandom random;
    private final TrustRoom room;
    private final SeenMessages seen;

    /**
     * The keys in a folder.
     *
     * @param owner whose they are; subaddresses have the keys of the endpoint that they belong to
     * @param folder where; made when something is to be kept
     * @param clock the time
     * @param random what nobody can guess
     */
    public KeyRing(Address owner, Path folder, InstantSource clock, SecureRandom random) {
        this(owner, folder, clock, random, MOST_CONTACTS);
    }

    KeyRing(Address owner, Path folder, InstantSource clock, SecureRandom random, int mostContacts) {
        this.owner = owner.parent();
        this.folder = new SharedFolder(folder);
        this.clock = clock;
        this.random = random;
        this.room = new TrustRoom(mostContacts, SharedFolder.MOST_OCTETS);
        this.seen = new SeenMessages(this.folder, MOST_SEEN, MOST_SEEN_OF_ONE);
    }

    /**
     * Whose keys they are.
     *
     * @return an endpoint
     */
    public Address owner() {
        return owner;
    }

    OpenPgp pgp() {
        // Made when it is needed: most commands start faster without it.
        return new OpenPgp(random, clock);
    }

    InstantSource clock() {
        return clock;
    }

    // ---- one's own -------------------------------------------------------------------------------------------------

    /**
     * The person's own key. It is made if there is none.
     *
     * @return the key, without passphrase
     */
    public PgpSecretKey own() {
        return present().orElseGet(() -> folder.alone(() -> present().orElseGet(this::made)));
    }

    /**
     * The person's own key.
     *
     * @return empty if none has been made
     */
    public Optional<PgpSecretKey> present() {
        return folder.read(OWN).map(armored -> {
            try {
                return PgpSecretKey.read(armored.getBytes(StandardCharsets.US_ASCII), new char[0]);
            } catch (MessageFault e) {
                throw broken(OWN, "it is no OpenPGP secret key", e);
            }
        });
    }

    private PgpSecretKey made() {
        var key = pgp().generate(owner.local() + " <" + owner.imUri() + ">", OpenPgp.Version.V4, new char[0]);
        folder.write(OWN, key.armored());
        return key;
    }

    /**
     * Takes another key for one's own, such as one that was made by another program.
     *
     * @param key the key, without passphrase
     * @param isReplacing whether it takes the place of one that is there
     * @throws KeyException if there is another and it is not to be replaced, or the key is too long to be published
     */
    public void take(PgpSecretKey key, boolean isReplacing) {
        check(key.certificate());
        folder.alone(() -> {
            var before = present().filter(old -> !fingerprint(old).equals(fingerprint(key)));
            if (before.isPresent() && !isReplacing) {
                throw new KeyException("There is a key of yours already, " + fingerprint(before.get())
                        + ": back it up first, since what was encrypted for it cannot be read without it.");
            }
            folder.write(OWN, key.armored());
            return key;
        });
    }

    private static String fingerprint(PgpSecretKey key) {
        return key.certificate().fingerprint();
    }

    // ---- those of others -------------------------------------------------------------------------------------------

    /**
     * Everybody of whom something is known.
     *
     * @return in the order in which they became known
     */
    public List<KnownContact> contacts() {
        return folder.read(TRUST).map(this::read).orElse(List.of());
    }

    private List<KnownContact> read(String text) {
        try {
            return TrustText.read(text);
        } catch (RuntimeException e) {
            // Addresses, times and base64 have exceptions of their own.
            throw broken(TRUST, String.valueOf(e.getMessage()), e);
        }
    }

    private KeyException broken(String file, String why, RuntimeException cause) {
        return new KeyException(
                "The file " + folder.folder().resolve(file) + " cannot be read: " + why
                        + ". Put back a backup, or move it away to begin anew.",
                cause);
    }

    /**
     * Somebody.
     *
     * @param who an endpoint; a subaddress counts as the endpoint that it belongs to
     * @return what is known of their keys, which may be nothing
     */
    public KnownContact contact(Address who) {
        return find(contacts(), who.parent());
    }

    private static KnownContact find(List<KnownContact> contacts, Address who) {
        return contacts.stream()
                .filter(contact -> contact.who().equals(who))
                .findFirst()
                .orElseGet(() -> KnownContact.stranger(who));
    }

    /**
     * Learns a key that came from its owner. The first is trusted; one that comes later has changed, and waits for the person.
     *
     * @param who whose
     * @param certificate the key
     * @return what is known now
     * @throws KeyException if it is too long, or there are too many
     */
    public KnownContact learn(Address who, PgpCertificate certificate) {
        check(certificate);
        return change(who, contact -> contact.learning(certificate, clock.instant()));
    }

    /**
     * Learns which keys somebody has now.
     *
     * @param who whose
     * @param certificates all that were found; none if nothing was
     * @return what is known now
     * @throws KeyException if one is too long, or there are too many
     */
    public KnownContact lookedUp(Address who, List<PgpCertificate> certificates) {
        certificates.forEach(KeyRing::check);
        return change(who, contact -> contact.lookedUp(certificates, clock.instant()));
    }

    /**
     * Remembers that the person has compared a key with its owner.
     *
     * @param who whose
     * @param fingerprint the key's, in hexadecimal digits, lower case
     * @return what is known now
     * @throws KeyException if there is no such key
     */
    public KnownContact verify(Address who, String fingerprint) {
        return change(who, contact -> {
            if (contact.key(fingerprint).isEmpty()) {
                throw new KeyException("No key " + fingerprint + " of " + who.parent() + " is known.");
            }
            return contact.verifying(fingerprint);
        });
    }

    /**
     * Trusts the keys of somebody that have changed.
     *
     * @param who whose
     * @return what is known now
     */
    public KnownContact accept(Address who) {
        return change(who, KnownContact::accepting);
    }

    /**
     * Forgets one key of somebody; of one that is seen again later, it is as if it were new.
     *
     * @param who whose
     * @param fingerprint the key's, in hexadecimal digits, lower case
     * @return what is known now
     */
    public KnownContact forget(Address who, String fingerprint) {
        return change(who, contact -> contact.forgetting(fingerprint));
    }

    /**
     * Says when messages to somebody are secured.
     *
     * @param who to whom
     * @param mode when
     * @return what is known now
     */
    public KnownContact secure(Address who, SecurityMode mode) {
        return change(who, contact -> contact.with(mode));
    }

    /**
     * Learns a key that came with a message of somebody, of which there are bounds of its own.
     *
     * @throws KeyException if there is no room for it
     */
    KnownContact introduce(Address who, PgpCertificate certificate) {
        check(certificate);
        return kept(who, contact -> contact.introducing(certificate, clock.instant()));
    }

    private KnownContact change(Address who, UnaryOperator<KnownContact> change) {
        return kept(who, contact -> change.apply(contact).chosen());
    }

    private KnownContact kept(Address who, UnaryOperator<KnownContact> change) {
        return folder.alone(() -> {
            var contacts = new ArrayList<>(contacts());
            var before = find(contacts, who.parent());
            var after = change.apply(before);
            if (after.equals(before)) {
                return after;
            }
            int place = contacts.indexOf(before);
            if (place >= 0) {
                contacts.set(place, after);
            } else {
                contacts.add(after);
            }
            try {
                room.make(contacts, after);
            } catch (KeyException e) {
                if (after.isWorthKeeping()) {
                    throw e;
                }
                // That nobody has a key need not be remembered.
                return after;
            }
            folder.write(TRUST, TrustText.write(contacts));
            return after;
        });
    }

    /** Adds what a backup has to what is here. */
    void restore(PgpSecretKey key, List<KnownContact> backup, boolean isReplacing) {
        if (backup.size() > room.mostContacts()) {
            throw new KeyException("The backup has " + backup.size() + " contacts; " + room.mostContacts()
                    + " are the most that are remembered.");
        }
        folder.alone(() -> {
            var contacts = new ArrayList<>(contacts());
            for (var old : backup) {
                var here = find(contacts, old.who());
                var both = here.restoring(old);
                if (contacts.contains(here)) {
                    contacts.set(contacts.indexOf(here), both);
                } else {
                    contacts.add(both);
                }
            }
            if (!contacts.isEmpty()) {
                room.make(contacts, contacts.getLast());
            }
            take(key, isReplacing);
            folder.write(TRUST, TrustText.write(contacts));
            return key;
        });
    }

    static void check(PgpCertificate certificate) {
        int octets = certificate.octets().length;
        if (octets > MOST_CERTIFICATE) {
            throw new KeyException("The key " + certificate.fingerprint() + " has " + octets + " octets; "
                    + MOST_CERTIFICATE + " are the most that are taken.");
        }
        try {
            var _ = PgpCertificate.read(certificate.octets());
        } catch (MessageFault e) {
            throw new KeyException("The key " + certificate.fingerprint() + " cannot be kept.", e);
        }
    }

    // ---- messages --------------------------------------------------------------------------------------------------

    /** Whether a signed message has been opened before by a program of this person. */
    boolean hasSeen(String sender, String id, Instant date) {
        return seen.repeats(sender, id, date, clock.instant());
    }
}
