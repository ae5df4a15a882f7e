package org.imxp.message.security;

import java.security.SecureRandom;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPImplementation;
import org.bouncycastle.openpgp.operator.PGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.PGPContentSignerBuilderProvider;
import org.bouncycastle.openpgp.operator.PGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.PGPKeyPairGeneratorProvider;
import org.bouncycastle.openpgp.operator.PublicKeyKeyEncryptionMethodGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPairGeneratorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;

/** Bouncy Castle's own algorithms, with the randomness of who calls. */
final class PassedRandom extends BcOpenPGPImplementation {
    private final SecureRandom random;

    PassedRandom(SecureRandom random) {
        this.random = random;
    }

    @Override
    public PGPDataEncryptorBuilder pgpDataEncryptorBuilder(int algorithm) {
        return new BcPGPDataEncryptorBuilder(algorithm).setSecureRandom(random);
    }

    @Override
    public PublicKeyKeyEncryptionMethodGenerator publicKeyKeyEncryptionMethodGenerator(PGPPublicKey key) {
        return new BcPublicKeyKeyEncryptionMethodGenerator(key).setSecureRandom(random);
    }

    @Override
    public PGPContentSignerBuilder pgpContentSignerBuilder(int keyAlgorithm, int hashAlgorithm) {
        return new BcPGPContentSignerBuilder(keyAlgorithm, hashAlgorithm).setSecureRandom(random);
    }

    @Override
    public PGPContentSignerBuilderProvider pgpContentSignerBuilderProvider(int hashAlgorithm) {
        return new PGPContentSignerBuilderProvider(hashAlgorithm) {
            @Override
            public PGPContentSignerBuilder get(PGPPublicKey key) {
                return pgpContentSignerBuilder(key.getAlgorithm(), hashAlgorithm);
            }
        };
    }

    @Override
    public PGPKeyPairGeneratorProvider pgpKeyPairGeneratorProvider() {
        return new BcPGPKeyPairGeneratorProvider().setSecureRandom(random);
    }
}
