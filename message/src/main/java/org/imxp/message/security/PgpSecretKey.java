package org.imxp.message.security;

import java.io.IOException;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.api.OpenPGPKey;
import org.bouncycastle.openpgp.api.OpenPGPKeyReader;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPImplementation;
import org.bouncycastle.openpgp.operator.bc.BcCFBSecretKeyEncryptorFactory;
import org.imxp.message.MessageFault;

/** The user's own key, with the passphrase that opens it. It never shows itself in a log. */
public final class PgpSecretKey {
    /** The count of section 3.7.1.3 of RFC 9580 that stands for 65,011,712 octets to be hashed for each guess at the passphrase. */
    private static final int MOST_ROUNDS = 0xFF;

    private final OpenPGPKey key;
    private final char[] passphrase;

    PgpSecretKey(OpenPGPKey key, char[] passphrase) {
        this.key = key;
        this.passphrase = passphrase.clone();
    }

    /**
     * Reads a key.
     *
     * @param octets a transferable secret key, with or without armor
     * @param passphrase what opens it; empty if it is open
     * @return the key; a wrong passphrase is told when it is used
     * @throws MessageFault with 500 if it is none
     */
    public static PgpSecretKey read(byte[] octets, char[] passphrase) {
        try {
            return new PgpSecretKey(new OpenPGPKeyReader(new BcOpenPGPImplementation()).parseKey(octets), passphrase);
        } catch (IOException | RuntimeException e) {
            throw MessageFault.malformed("The octets are no OpenPGP secret key.");
        }
    }

    /**
     * What others may know of it.
     *
     * @return the certificate
     */
    public PgpCertificate certificate() {
        return new PgpCertificate(key.toCertificate());
    }

    /**
     * For a file that nobody else may read.
     *
     * @return ASCII armor, under the passphrase with which it was made
     */
    public String armored() {
        try {
            return key.toAsciiArmoredString(Armor.FORMAT, Armor.of(key.getFingerprint()));
        } catch (IOException e) {
            throw new SecurityFault("The secret key cannot be written.", e);
        }
    }

    /**
     * The same key, written under another passphrase.
     *
     * @param other the passphrase; empty for none
     * @return the key
     * @throws SecurityFault if the passphrase that this was read with does not open it
     */
    public PgpSecretKey withPassphrase(char[] other) {
        try {
            // Not by AEAD, which programs of before RFC 9580 do not know for keys.
            BcCFBSecretKeyEncryptorFactory factory =
                    new BcCFBSecretKeyEncryptorFactory(SymmetricKeyAlgorithmTags.AES_256, MOST_ROUNDS);
            PGPSecretKeyRing ring = key.getPGPSecretKeyRing();
            for (OpenPGPKey.OpenPGPSecretKey part : key.getSecretKeys().values()) {
                OpenPGPKey.OpenPGPPrivateKey open = part.isLocked() ? part.unlock(passphrase()) : part.unlock();
                OpenPGPKey.OpenPGPSecretKey changed =
                        open.changePassphrase(other.length == 0 ? null : other.clone(), factory);
                ring = PGPSecretKeyRing.insertSecretKey(ring, changed.getPGPSecretKey());
            }
            return new PgpSecretKey(new OpenPGPKey(ring, new BcOpenPGPImplementation()), other);
        } catch (PGPException e) {
            throw new SecurityFault("The passphrase does not open the secret key.", e);
        }
    }

    OpenPGPKey key() {
        return key;
    }

    char[] passphrase() {
        return passphrase.clone();
    }

    @Override
    public String toString() {
        return "secret key " + certificate().fingerprint();
    }
}
