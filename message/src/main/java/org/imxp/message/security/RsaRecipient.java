package org.imxp.message.security;

import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.KeyTransRecipientInfoGenerator;
import org.bouncycastle.operator.jcajce.JceAsymmetricKeyWrapper;

/** A recipient with an RSA key: the library's own takes no randomness. */
final class RsaRecipient extends KeyTransRecipientInfoGenerator {
    RsaRecipient(X509Certificate certificate, SecureRandom random) throws CertificateEncodingException {
        super(
                new IssuerAndSerialNumber(new JcaX509CertificateHolder(certificate).toASN1Structure()),
                new JceAsymmetricKeyWrapper(certificate)
                        .setProvider(Smime.PROVIDER)
                        .setSecureRandom(random));
    }
}
