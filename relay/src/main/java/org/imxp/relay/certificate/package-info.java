/**
 * The certificate by which a relay shows who it is (OPEN-27), with its key.
 *
 * <p>An operator's is {@linkplain org.imxp.relay.certificate.RelayCertificate#load loaded} from PEM files. For an operator
 * who has none, a {@link org.imxp.relay.certificate.CertificateStore} makes a self-signed one at the first start, finds it
 * again at the next, and renews it for the same key when it runs out or lacks a domain. Whoever is to trust such a relay
 * compares its fingerprint.
 */
package org.imxp.relay.certificate;
