package org.imxp.message.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.cert.CertificateEncodingException;
import java.util.List;
import org.imxp.message.MessageFault;
import org.imxp.message.MessageLimits;
import org.imxp.message.MessageReader;
import org.imxp.message.MimeEntity;
import org.imxp.message.OpaqueContent;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** S/MIME by this library alone; the tests with OpenSSL are elsewhere. */
class SmimeTest {
    private static final SmimeKey FRED = People.smime("fred", "RSA");
    private static final SmimeKey WILMA = People.smime("wilma", "RSA");

    private static MimeEntity changed(MimeEntity entity, String from, String to) {
        var text = People.text(entity);
        assertThat(text).contains(from);
        return People.entity(text.replace(from, to));
    }

    private static Opener knowing(SmimeKey key) {
        return People.smimeOpener(List.of(key.certificate()), List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void signsOctetForOctet(String algorithm) {
        var key = People.smime("barney", algorithm);
        var signed = People.SMIME.sign(People.ENTITY, key, People.BOUNDARY);
        assertThat(People.text(signed)).contains(People.text(People.ENTITY));
        assertThat(knowing(key).open(signed)).isInstanceOfSatisfying(Opened.Signed.class, opened -> {
            assertThat(opened.content().octets()).isEqualTo(People.ENTITY.octets());
            assertThat(opened.by())
                    .isEqualTo(new SigningKey(key.certificate().fingerprint(), List.of("barney@example.com")));
            assertThat(opened.at()).isPresent();
        });
    }

    @Test
    @Requirement("IMPP-2.5.1")
    void aChangeOfOneOctetIsTold() {
        var signed = People.SMIME.sign(People.ENTITY, FRED, People.BOUNDARY);
        for (var change : List.of(changed(signed, "- dash", "- Dash"), changed(signed, "last \t", "last"))) {
            assertThat(knowing(FRED).open(change)).isInstanceOf(Opened.Broken.class);
            assertThat(People.smimeOpener(List.of(), List.of()).open(change)).isInstanceOf(Opened.Broken.class);
        }
    }

    @Test
    void aStrangersSignatureIsNoMoreThanThat() {
        var signed = People.SMIME.sign(People.ENTITY, FRED, People.BOUNDARY);
        assertThat(knowing(WILMA).open(signed))
                .isInstanceOfSatisfying(
                        Opened.SignedByUnknown.class,
                        opened -> assertThat(opened.key())
                                .isEqualTo(FRED.certificate().fingerprint()));
    }

    @ParameterizedTest
    @EnumSource
    void encryptsForThoseNamedAndNobodyElse(Smime.Envelope envelope) {
        var encrypted = People.SMIME.encrypt(People.ENTITY, List.of(FRED.certificate(), WILMA.certificate()), envelope);
        for (var key : List.of(FRED, WILMA)) {
            assertThat(People.smimeOpener(List.of(), List.of(key)).open(encrypted))
                    .isInstanceOfSatisfying(Opened.NotSigned.class, opened -> {
                        assertThat(opened.content().octets()).isEqualTo(People.ENTITY.octets());
                        assertThat(opened.encrypted()).isTrue();
                    });
        }
        assertThat(People.smimeOpener(List.of(), List.of(People.smime("mallory", "RSA")))
                        .open(encrypted))
                .isInstanceOfSatisfying(
                        Opened.NotForUs.class,
                        others -> assertThat(others.keys()).hasSize(2));
    }

    @Test
    void signsWithinTheEncryption() {
        var signed = People.SMIME.sign(People.ENTITY, FRED, People.BOUNDARY);
        var both = People.SMIME.encrypt(signed, List.of(WILMA.certificate()), Smime.Envelope.AUTHENTICATED);
        assertThat(People.smimeOpener(List.of(FRED.certificate()), List.of(WILMA))
                        .open(both))
                .isInstanceOfSatisfying(
                        Opened.Signed.class,
                        opened -> assertThat(opened.encrypted()).isTrue());
    }

    @Test
    @Requirement("IMPP-2.5.1")
    void aChangeOfTheCiphertextIsTold() {
        var encrypted = People.SMIME.encrypt(People.ENTITY, List.of(FRED.certificate()), Smime.Envelope.AUTHENTICATED);
        var content = SecuredParts.asContent(encrypted);
        var octets = SecuredParts.octets(content.octets());
        for (var at : new int[] {octets.length - 1, octets.length - 20, octets.length - 60}) {
            var changed = octets.clone();
            changed[at] ^= 1;
            var entity = SecuredParts.asEntity(OpaqueContent.of(content.type(), changed));
            assertThat(People.smimeOpener(List.of(), List.of(FRED)).open(entity))
                    .isInstanceOf(Opened.Broken.class);
        }
    }

    @Test
    void passesThroughAMessageUnchanged() {
        var opener = People.smimeOpener(List.of(FRED.certificate()), List.of(FRED));
        var signed = SecuredParts.asContent(People.SMIME.sign(People.ENTITY, FRED, People.BOUNDARY));
        assertThat(opener.open(SecuredParts.asEntity(signed))).isInstanceOf(Opened.Signed.class);
        var encrypted = SecuredParts.asContent(
                People.SMIME.encrypt(People.ENTITY, List.of(FRED.certificate()), Smime.Envelope.PLAIN));
        assertThat(encrypted.mediaType()).isEqualTo("application/pkcs7-mime");
        assertThat(opener.open(SecuredParts.asEntity(encrypted))).isInstanceOf(Opened.NotSigned.class);
    }

    @Test
    void boundsWhatIsDecrypted() {
        var encrypted = People.SMIME.encrypt(People.ENTITY, List.of(FRED.certificate()), Smime.Envelope.PLAIN);
        var size = People.ENTITY.octets().remaining();
        var keys = new Opener.Keys(List.of(), List.of(), List.of(), List.of(FRED));
        var exact = new MessageReader(MessageLimits.DEFAULT.withOctets(size));
        var less = new MessageReader(MessageLimits.DEFAULT.withOctets(size - 1));
        assertThat(new Opener(exact, People.CLOCK, keys).open(encrypted)).isInstanceOf(Opened.NotSigned.class);
        assertThat(new Opener(less, People.CLOCK, keys).open(encrypted)).isInstanceOf(Opened.Broken.class);
    }

    @Test
    void certificatesAreReadAsTheyWereWritten() throws CertificateEncodingException {
        var read = SmimeCertificate.read(FRED.certificate().certificate().getEncoded());
        assertThat(read).isEqualTo(FRED.certificate());
        assertThat(FRED.toString()).doesNotContain(String.valueOf(FRED.key()));
        assertThatExceptionOfType(MessageFault.class).isThrownBy(() -> SmimeCertificate.read(new byte[] {1}));
    }

    @Test
    void deepNestingNeedsNoStack() {
        var deep = new byte[1 << 20];
        for (var i = 0; i < deep.length; i += 2) {
            deep[i] = 0x30;
            deep[i + 1] = (byte) 0x80;
        }
        var entity = SecuredParts.asEntity(OpaqueContent.of("application/pkcs7-mime", deep));
        assertThat(People.smimeOpener(List.of(), List.of(FRED)).open(entity)).isInstanceOf(Opened.Broken.class);
        assertThatExceptionOfType(MessageFault.class).isThrownBy(() -> SmimeCertificate.read(deep));
    }

    @Test
    void refusesWhatCannotBeDone() {
        assertThatExceptionOfType(SecurityFault.class)
                .isThrownBy(() -> People.SMIME.encrypt(People.ENTITY, List.of(), Smime.Envelope.PLAIN));
        assertThatExceptionOfType(SecurityFault.class)
                .isThrownBy(() -> People.SMIME.encrypt(
                        People.ENTITY, List.of(People.smime("ed", "Ed25519").certificate()), Smime.Envelope.PLAIN));
    }

    /** RFC 3860 and RFC 3859, section 4: over a message/cpim, and over a presence document. */
    @Test
    @Requirement("CPIM-19")
    void signsAndEncryptsAMessageOfCpimAndAPresenceDocument() {
        var sender = People.smime("fred", "RSA");
        var cpim = "Content-Type: message/cpim\r\n\r\nFrom: <im:fred@example.com>\r\nTo: <im:wilma@example.com>\r\n\r\n"
                + "Content-Type: text/plain\r\n\r\nHello ";
        var pidf = "Content-Type: application/pidf+xml\r\n\r\n"
                + "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='pres:fred@example.com'/>";
        for (var text : List.of(cpim, pidf)) {
            var entity = People.entity(text);
            var signed = People.SMIME.sign(entity, sender, People.BOUNDARY);
            var sealed = SecuredParts.asContent(
                    People.SMIME.encrypt(signed, List.of(sender.certificate()), Smime.Envelope.AUTHENTICATED));
            var opened = People.smimeOpener(List.of(sender.certificate()), List.of(sender))
                    .open(SecuredParts.asEntity(sealed));
            assertThat(opened).isInstanceOfSatisfying(Opened.Signed.class, found -> {
                assertThat(found.content().octets()).isEqualTo(entity.octets());
                assertThat(found.encrypted()).isTrue();
            });
        }
    }
}
