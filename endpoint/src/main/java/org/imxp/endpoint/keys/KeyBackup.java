package org.imxp.endpoint.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.imxp.message.MessageFault;
import org.imxp.message.MessageLimits;
import org.imxp.message.MessageReader;
import org.imxp.message.MimeEntity;
import org.imxp.message.security.Opened;
import org.imxp.message.security.Opener;
import org.imxp.message.security.PgpSecretKey;
import org.imxp.message.security.SecurityFault;

/**
 * All keys in one text, for a safe place or for another program: the own key as OpenPGP has it, under a passphrase, and the trust book,
 * which is signed by that key and encrypted for it.
 */
public final class KeyBackup {
    private static final String BEGIN = "-----BEGIN PGP MESSAGE-----";
    private static final String BOUNDARY = "imxp-backup";
    private static final String ENTITY =
            "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n";
    private static final String SECURED = "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\";"
            + " boundary=\"" + BOUNDARY + "\"\r\n\r\n--" + BOUNDARY
            + "\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n\r\n--" + BOUNDARY
            + "\r\nContent-Type: application/octet-stream\r\n\r\n";
    private static final int MOST_OCTETS = SharedFolder.MOST_OCTETS;

    private KeyBackup() {}

    /**
     * Writes a backup.
     *
     * @param ring what is backed up
     * @param passphrase without which it is of no use to anybody; not empty
     * @return ASCII, of which GnuPG and others import the secret key
     */
    public static String write(KeyRing ring, char[] passphrase) {
        if (passphrase.length == 0) {
            throw new IllegalArgumentException("a backup needs a passphrase");
        }
        var own = ring.own();
        var entity = entity((ENTITY + TrustText.write(ring.contacts()).replace("\n", "\r\n")));
        var sealed = ring.pgp().encrypt(entity, List.of(own.certificate()), Optional.of(own), BOUNDARY);
        var whole = StandardCharsets.US_ASCII.decode(sealed.octets()).toString();
        int begin = whole.indexOf(BEGIN);
        var book = whole.substring(begin, whole.indexOf("\r\n--" + BOUNDARY, begin));
        return own.withPassphrase(passphrase).armored() + book.replace("\r\n", "\n") + "\n";
    }

    /**
     * Puts a backup in place of what a ring has.
     *
     * @param ring where it goes
     * @param backup what {@link #write} gave, or an OpenPGP secret key alone, such as GnuPG exports
     * @param passphrase under which it was written
     * @param isReplacing whether an own key that is there may go
     * @throws KeyException if it is none, the passphrase is another, or there is a key already
     */
    public static void restore(KeyRing ring, String backup, char[] passphrase, boolean isReplacing) {
        int begin = backup.indexOf(BEGIN);
        PgpSecretKey key;
        try {
            var armored = begin < 0 ? backup : backup.substring(0, begin);
            key = PgpSecretKey.read(armored.getBytes(StandardCharsets.US_ASCII), passphrase)
                    .withPassphrase(new char[0]);
        } catch (MessageFault e) {
            throw new KeyException("The file has no OpenPGP secret key, so it is no backup.", e);
        } catch (SecurityFault e) {
            throw new KeyException("The passphrase is not that of the backup.", e);
        }
        if (begin < 0) {
            ring.take(key, isReplacing);
        } else {
            ring.restore(key, book(ring, key, backup.substring(begin)), isReplacing);
        }
    }

    private static List<KnownContact> book(KeyRing ring, PgpSecretKey key, String armored) {
        var sealed =
                entity(SECURED + armored.replace("\r\n", "\n").replace("\n", "\r\n") + "\r\n--" + BOUNDARY + "--\r\n");
        var reader = new MessageReader(MessageLimits.DEFAULT.withOctets(MOST_OCTETS));
        var keys = new Opener.Keys(List.of(key.certificate()), List.of(key), List.of(), List.of());
        var opened = new Opener(reader, ring.clock(), keys).open(sealed);
        if (!(opened instanceof Opened.Signed signed)) {
            throw new KeyException("The contacts in the backup are not signed by its key: somebody has changed it.");
        }
        try {
            return TrustText.read(
                    StandardCharsets.UTF_8.decode(signed.content().decoded()).toString());
        } catch (RuntimeException e) {
            throw new KeyException("The contacts in the backup cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static MimeEntity entity(String text) {
        return MimeEntity.read(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), MessageLimits.DEFAULT);
    }
}
