package org.imxp.message.security;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.KeyIdentifier;
import org.bouncycastle.openpgp.PGPCompressedData;
import org.bouncycastle.openpgp.PGPEncryptedData;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPOnePassSignatureList;
import org.bouncycastle.openpgp.PGPPublicKeyEncryptedData;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.api.OpenPGPKey;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPImplementation;
import org.bouncycastle.openpgp.api.exception.KeyPassphraseException;
import org.bouncycastle.openpgp.operator.PublicKeyDataDecryptorFactory;

/**
 * Decrypts one OpenPGP message. It walks the packets by itself, since the library's own walk leaves out the signatures that it does not
 * accept, such as those over SHA-1, and what has a bad signature would look as if it had none.
 */
final class PgpDecryption {
    private static final int MOST_COMPRESSIONS = 2;
    /** Signatures, and what compression adds where it does not help. */
    private static final int BESIDE_CONTENT = 64 << 10;

    private static final int MOST_RECIPIENTS = 1_000;
    /** Each of these takes the work of a private key. */
    private static final int MOST_UNNAMED = 32;

    private final BcOpenPGPImplementation implementation = new BcOpenPGPImplementation();
    private final List<PgpSecretKey> own;
    private final int mostOctets;

    PgpDecryption(List<PgpSecretKey> own, int mostOctets) {
        this.own = own;
        this.mostOctets = mostOctets;
    }

    /** What decryption leads to. */
    sealed interface Outcome {}

    /**
     * It was read, and has not been changed.
     *
     * @param content the octets
     * @param signatures over the content, not verified yet
     */
    @SuppressWarnings("ArrayRecordComponent") // It is handed over and never compared.
    record Read(byte[] content, Optional<PGPSignatureList> signatures) implements Outcome {}

    /** It was not read, and why. */
    record NotRead(Opened why) implements Outcome {}

    private record Session(PGPPublicKeyEncryptedData data, InputStream content) {}

    Outcome decrypt(byte[] message) throws IOException, PGPException {
        Object first = implementation
                .pgpObjectFactory(PGPUtil.getDecoderStream(new ByteArrayInputStream(message)))
                .nextObject();
        if (!(first instanceof PGPEncryptedDataList list)) {
            return broken("What should be encrypted by OpenPGP is not.");
        }
        Optional<String> fault = fault(list);
        if (fault.isPresent()) {
            return broken(fault.get());
        }
        List<String> others = new ArrayList<>();
        for (PGPEncryptedData one : list) {
            if (!one.isIntegrityProtected() && !one.isAEAD()) {
                return broken("The encryption is of the old kind, which does not tell changes.");
            }
            if (one instanceof PGPPublicKeyEncryptedData data) {
                Optional<Session> session = session(data);
                if (session.isPresent()) {
                    return read(session.get());
                }
                others.add(PgpOpener.name(data.getKeyIdentifier()));
            }
        }
        return new NotRead(new Opened.NotForUs(others));
    }

    /** What would take more memory or time than it is worth. */
    private static Optional<String> fault(PGPEncryptedDataList list) {
        if (list.size() > MOST_RECIPIENTS) {
            return Optional.of("It is encrypted for more than " + MOST_RECIPIENTS + " keys, the most allowed.");
        }
        int unnamed = 0;
        for (PGPEncryptedData one : list) {
            if (one instanceof PGPPublicKeyEncryptedData data
                    && data.getKeyIdentifier().isWildcard()) {
                unnamed++;
            }
        }
        return unnamed > MOST_UNNAMED
                ? Optional.of(
                        "It is encrypted for more than " + MOST_UNNAMED + " keys without names, the most allowed.")
                : Optional.empty();
    }

    private InputStream bounded(InputStream octets) {
        long most = (long) mostOctets + mostOctets / 32 + BESIDE_CONTENT;
        return new BoundedStream(octets, (int) Math.min(most, Integer.MAX_VALUE));
    }

    private Optional<Session> session(PGPPublicKeyEncryptedData data) throws PGPException {
        KeyIdentifier id = data.getKeyIdentifier();
        for (PgpSecretKey secret : own) {
            for (OpenPGPKey.OpenPGPSecretKey key : secret.key().getSecretKeys().values()) {
                boolean named = !id.isWildcard() && key.getKeyIdentifier().matchesExplicit(id);
                if (named || (id.isWildcard() && key.isEncryptionKey())) {
                    PublicKeyDataDecryptorFactory factory = factory(key, secret.passphrase());
                    try {
                        return Optional.of(new Session(data, data.getDataStream(factory)));
                    } catch (PGPException e) {
                        // Of a recipient who is not named, every key has to be tried.
                        if (named) {
                            throw e;
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    private PublicKeyDataDecryptorFactory factory(OpenPGPKey.OpenPGPSecretKey key, char[] passphrase)
            throws PGPException {
        try {
            OpenPGPKey.OpenPGPPrivateKey open = key.isLocked() ? key.unlock(passphrase) : key.unlock();
            return implementation.publicKeyDataDecryptorFactory(
                    open.getKeyPair().getPrivateKey());
        } catch (KeyPassphraseException e) {
            throw new SecurityFault("The passphrase does not open the OpenPGP key.", e);
        }
    }

    private Outcome read(Session session) throws IOException, PGPException {
        Packets packets = new Packets(implementation.pgpObjectFactory(bounded(session.content())));
        Optional<String> fault = packets.read();
        // Only behind the last octet it is known whether all have come as they were sent.
        session.content().transferTo(OutputStream.nullOutputStream());
        if (session.data().isIntegrityProtected() && !session.data().verify()) {
            return broken("What was encrypted has been changed.");
        }
        return fault.<Outcome>map(PgpDecryption::broken).orElseGet(() -> new Read(packets.content, packets.signatures));
    }

    private static NotRead broken(String why) {
        return new NotRead(new Opened.Broken(why));
    }

    /** The packets within: compressed or not, with the signatures before or behind, and one content. */
    private final class Packets {
        private PGPObjectFactory factory;
        private int compressions;
        private boolean found;
        private byte[] content = new byte[0];
        private Optional<PGPSignatureList> signatures = Optional.empty();

        Packets(PGPObjectFactory factory) {
            this.factory = factory;
        }

        Optional<String> read() throws IOException, PGPException {
            for (Object packet = factory.nextObject(); packet != null; packet = factory.nextObject()) {
                switch (packet) {
                    case PGPCompressedData compressed
                    when !found && compressions < MOST_COMPRESSIONS -> {
                        compressions++;
                        factory = implementation.pgpObjectFactory(bounded(compressed.getDataStream()));
                    }
                    case PGPLiteralData literal
                    when !found -> {
                        found = true;
                        InputStream in = literal.getInputStream();
                        content = in.readNBytes(mostOctets);
                        if (in.read() >= 0) {
                            return Optional.of(
                                    "What was encrypted has more than " + mostOctets + " octets, the most allowed.");
                        }
                    }
                    case PGPSignatureList list -> signatures = Optional.of(list);
                    case PGPOnePassSignatureList _ -> {}
                    default -> {
                        return Optional.of("What was encrypted is not one OpenPGP message.");
                    }
                }
            }
            return found ? Optional.empty() : Optional.of("Nothing was encrypted.");
        }
    }
}
