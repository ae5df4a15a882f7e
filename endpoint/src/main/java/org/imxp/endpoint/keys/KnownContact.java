package org.imxp.endpoint.keys;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.imxp.message.security.PgpCertificate;
import org.imxp.protocol.Address;

/**
 * What is known of the keys of somebody.
 *
 * @param who an endpoint, without subaddress
 * @param mode when messages to them are secured
 * @param isChosen whether the person has turned to them, as by writing, or has decided something of them; of others there is only what
 *     they have sent, which makes room
 * @param lookedUp when their keys were last looked for
 * @param keys at most {@value #MOST_KEYS}
 */
public record KnownContact(
        Address who, SecurityMode mode, boolean isChosen, Optional<Instant> lookedUp, List<ContactKey> keys) {
    /** The most keys of one contact. */
    public static final int MOST_KEYS = 8;

    /** The most keys of one contact that wait for the person, and that only their messages have brought. */
    static final int MOST_WAITING = 1;

    /** Copies the list. */
    public KnownContact {
        keys = List.copyOf(keys);
    }

    static KnownContact stranger(Address who) {
        return new KnownContact(who, SecurityMode.AUTO, false, Optional.empty(), List.of());
    }

    /**
     * The keys that count.
     *
     * @return those that the person has verified, or knows
     */
    public List<ContactKey> accepted() {
        return keys.stream().filter(ContactKey::isAccepted).toList();
    }

    /**
     * Whether there is a key that the person has to decide about.
     *
     * @return true until it is accepted or forgotten
     */
    public boolean hasChanged() {
        return keys.stream().anyMatch(key -> !key.isAccepted());
    }

    /**
     * A key of theirs.
     *
     * @param fingerprint in hexadecimal digits, lower case
     * @return the key, if it is known in whatever way
     */
    public Optional<ContactKey> key(String fingerprint) {
        return keys.stream()
                .filter(key -> key.fingerprint().equals(fingerprint))
                .findFirst();
    }

    boolean isWorthKeeping() {
        return !keys.isEmpty() || mode != SecurityMode.AUTO;
    }

    /** Whether their keys were looked for lately enough. */
    boolean isFresh(Instant now) {
        var time = accepted().isEmpty() ? SecuredMessages.MISSING : SecuredMessages.FRESH;
        return lookedUp.filter(at -> at.plus(time).isAfter(now)).isPresent();
    }

    KnownContact with(SecurityMode other) {
        return new KnownContact(who, other, isChosen, lookedUp, keys);
    }

    KnownContact chosen() {
        return new KnownContact(who, mode, true, lookedUp, keys);
    }

    private KnownContact with(List<ContactKey> others) {
        return new KnownContact(who, mode, isChosen, lookedUp, others);
    }

    /**
     * Learns a key that came with a message of theirs. Who may be anybody does not get many kept.
     *
     * @throws KeyException if there are too many
     */
    KnownContact introducing(PgpCertificate found, Instant now) {
        if (key(found.fingerprint()).isEmpty()
                && keys.stream().filter(key -> !key.isAccepted()).count() >= MOST_WAITING) {
            throw new KeyException("A key of " + who + " waits to be accepted already; others are not remembered.");
        }
        return learning(found, now);
    }

    /**
     * Learns a key that came from them: the first is trusted on first use; one beside others has changed.
     *
     * @throws KeyException if there are too many
     */
    KnownContact learning(PgpCertificate found, Instant now) {
        var learnt = new ArrayList<ContactKey>();
        boolean isThere = false;
        for (var key : keys) {
            boolean isIt = key.fingerprint().equals(found.fingerprint());
            // The same key may have got a later expiry, or another name; what was revoked stays so.
            learnt.add(
                    isIt ? new ContactKey(key.fingerprint(), key.trust(), key.since(), true, key.joined(found)) : key);
            isThere |= isIt;
        }
        if (!isThere) {
            if (keys.size() >= MOST_KEYS) {
                throw new KeyException(who + " has shown more than " + MOST_KEYS
                        + " keys, the most that are remembered: forget those that are not theirs.");
            }
            // What is accepted stays so, but for a later decision it is not known to be shown still, until it is looked
            // for.
            learnt.replaceAll(key -> key.trust() == Trust.KNOWN ? key.current(false) : key);
            // Not where all that there is waits for the person: one more is no first one.
            learnt.add(ContactKey.of(found, keys.isEmpty() ? Trust.KNOWN : Trust.CHANGED, now));
        }
        return with(learnt);
    }

    /** Learns all keys that they have now, of which several may be the first. */
    KnownContact lookedUp(List<PgpCertificate> found, Instant now) {
        boolean isFirst = keys.isEmpty();
        var learnt = this;
        for (var certificate : found) {
            learnt = learnt.learning(certificate, now);
        }
        var current = found.stream().map(PgpCertificate::fingerprint).toList();
        return new KnownContact(
                who,
                mode,
                isChosen,
                Optional.of(now),
                learnt.keys.stream()
                        .map(key -> isFirst
                                        && !key.isAccepted()
                                        && key(key.fingerprint()).isEmpty()
                                ? key.with(Trust.KNOWN)
                                : key)
                        // That nothing was found says nothing: the service may be away.
                        .map(key -> found.isEmpty() ? key : key.current(current.contains(key.fingerprint())))
                        .toList());
    }

    /**
     * Takes a key that was compared with its owner. Those that were only known before may be of somebody in between: they wait for the
     * person, or go if they are not shown any more.
     */
    KnownContact verifying(String fingerprint) {
        return with(keys.stream()
                .filter(key -> key.fingerprint().equals(fingerprint) || key.trust() != Trust.KNOWN || key.isCurrent())
                .map(key -> key.fingerprint().equals(fingerprint)
                        ? key.with(Trust.VERIFIED)
                        : key.trust() == Trust.KNOWN ? key.with(Trust.CHANGED) : key)
                .toList());
    }

    /** Takes the keys that have changed; those that their owner does not have any more go. */
    KnownContact accepting() {
        return with(keys.stream()
                .filter(key -> !key.isAccepted() || key.isCurrent())
                .map(key -> key.isAccepted() ? key : key.with(Trust.KNOWN))
                .toList());
    }

    /**
     * Adds what a backup of one's own says of them. What is here stays: only a key that was compared with its owner rises, and then those
     * that were not wait, as do keys of the backup that nobody has compared, beside others.
     */
    KnownContact restoring(KnownContact backup) {
        if (keys.isEmpty() && !isWorthKeeping()) {
            return backup;
        }
        var all = new KnownContact(
                who,
                mode == SecurityMode.AUTO ? backup.mode : mode,
                isChosen || backup.isChosen,
                lookedUp.or(() -> backup.lookedUp),
                keys);
        for (var old : backup.keys) {
            boolean isHere = all.key(old.fingerprint()).isPresent();
            if (!isHere && all.keys.size() < MOST_KEYS) {
                boolean isWaiting = !keys.isEmpty() && old.trust() == Trust.KNOWN;
                all = all.with(Stream.concat(all.keys.stream(), Stream.of(isWaiting ? old.with(Trust.CHANGED) : old))
                        .toList());
            }
            boolean isRisen = key(old.fingerprint())
                            .filter(key -> key.trust() == Trust.VERIFIED)
                            .isEmpty()
                    && all.key(old.fingerprint()).isPresent();
            if (old.trust() == Trust.VERIFIED && isRisen) {
                all = all.verifying(old.fingerprint());
            }
        }
        return all;
    }

    KnownContact forgetting(String fingerprint) {
        return with(keys.stream()
                .filter(key -> !key.fingerprint().equals(fingerprint))
                .toList());
    }
}
