package org.imxp.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.imxp.endpoint.Endpoint;
import org.imxp.endpoint.Outcome;
import org.imxp.endpoint.ReceivedData;
import org.imxp.endpoint.ReceivedMessage;
import org.imxp.endpoint.SendOptions;
import org.imxp.message.Message;
import org.imxp.message.MessageLimits;
import org.imxp.message.MessageReader;
import org.imxp.message.MimeEntity;
import org.imxp.message.OpaqueContent;
import org.imxp.message.security.OpenPgp;
import org.imxp.message.security.Opened;
import org.imxp.message.security.Opener;
import org.imxp.message.security.PgpSecretKey;
import org.imxp.message.security.SecuredParts;
import org.imxp.message.security.Smime;
import org.imxp.message.security.SmimeCertificate;
import org.imxp.message.security.SmimeKey;
import org.imxp.protocol.Address;
import org.imxp.protocol.Data;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.MimePart;
import org.imxp.protocol.Payload;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is signed or encrypted from end to end goes through three relays, on channels of two dialects, and comes out octet for octet: the
 * relays have no part in it.
 */
class SealedTest {
    private static final String FRED = "fred@example.com";
    private static final String SLATE = "slate@quarry.example";

    /** All that a relay could be tempted to mend: folded fields, trailing blanks, dashes, dots, a control, no last line end. */
    private static final byte[] AWKWARD = """
        Content-Type: text/plain;
        \tcharset=utf-8
        X-Kept:   as it is \t
        x-kept:again

        Gr\u00FC\u00DFe, trailing \t\s
        - dash
        --outer
        --boundary--
        From the quarry
        .
        =C3=BC &amp; <![CDATA[ ]]> %25 \u200B\uFEFF
        - \s
        a control \u0001, no last line end\
        """.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);

    private static final MimeEntity ENTITY = entity(AWKWARD);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final OpenPgp PGP = new OpenPgp(RANDOM, InstantSource.system());
    private static final PgpSecretKey KEY = PGP.generate("Fred <im:fred@example.com>", OpenPgp.Version.V4, new char[0]);
    private static final PgpSecretKey HIS =
            PGP.generate("Slate <im:slate@quarry.example>", OpenPgp.Version.V6, new char[0]);

    private static Domains domains;
    private static SmimeKey smime;

    private final BlockingQueue<ReceivedMessage> messages = new LinkedBlockingQueue<>();
    private final BlockingQueue<ReceivedData> others = new LinkedBlockingQueue<>();

    @BeforeAll
    @Timeout(180)
    static void start(@TempDir Path folder) {
        domains = Domains.of(folder, FRED, "barney@rubble.com", SLATE);
        domains.start(
                "rubble.com",
                "mesh.routes",
                domains.routes("example.com", "quarry.example"),
                "mesh.trusted",
                "example.com");
        domains.start(
                "example.com",
                "mesh.routes",
                domains.routes("rubble.com", "quarry.example=through:rubble.com"),
                "mesh.trusted",
                "rubble.com");
        domains.start(
                "quarry.example",
                "mesh.routes",
                domains.routes("rubble.com", "example.com=through:rubble.com"),
                "mesh.trusted",
                "rubble.com");
        var certificate = domains.certificate("example.com");
        smime = new SmimeKey(new SmimeCertificate(certificate.certificate()), certificate.key());
    }

    @AfterAll
    static void stop() {
        domains.close();
    }

    private static MimeEntity entity(byte[] octets) {
        return MimeEntity.read(ByteBuffer.wrap(octets), MessageLimits.DEFAULT);
    }

    private static Endpoint attached(String endpoint, Dialect dialect) {
        return Endpoint.attach(domains.settings(endpoint).withDialect(dialect));
    }

    private static Dialect other(Dialect dialect) {
        return dialect == Dialect.IMXP ? Dialect.APEX : Dialect.IMXP;
    }

    private static Opened opened(MimeEntity entity) {
        return new Opener(
                        new MessageReader(MessageLimits.DEFAULT),
                        InstantSource.system(),
                        new Opener.Keys(
                                List.of(KEY.certificate()), List.of(HIS), List.of(smime.certificate()), List.of()))
                .open(entity);
    }

    /** That Fred has signed it, and that it is what he has signed. */
    private static void isFreds(Opened opened, boolean encrypted) {
        assertThat(opened).isInstanceOfSatisfying(Opened.Signed.class, signed -> {
            assertThat(signed.content().octets()).isEqualTo(ByteBuffer.wrap(AWKWARD));
            assertThat(signed.encrypted()).isEqualTo(encrypted);
        });
    }

    private static MimeEntity encrypted() {
        return PGP.encrypt(ENTITY, List.of(HIS.certificate()), Optional.of(KEY), "a-boundary");
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        var thing = queue.poll(Lines.DEADLINE.toSeconds(), TimeUnit.SECONDS);
        assertThat(thing).as("what has to come").isNotNull();
        return thing;
    }

    @ParameterizedTest
    @EnumSource
    @Requirement({"IMPP-2.5.1", "CPIM-19"})
    void sealedContentsOfMessages(Dialect dialect) throws Exception {
        try (var fred = attached(FRED, dialect);
                var slate = attached(SLATE, other(dialect))) {
            slate.onMessage(messages::add);
            for (var sealed : Stream.of(
                            PGP.sign(ENTITY, KEY, "a-boundary"),
                            encrypted(),
                            new Smime(RANDOM, InstantSource.system()).sign(ENTITY, smime, "a-boundary"))
                    .map(SecuredParts::asContent)
                    .toList()) {
                var sending = fred.send(new Message(List.of(), sealed), SLATE);
                assertThat(sending.outcome(SLATE).join()).isEqualTo(new Outcome.Delivered());
                var arrived = (OpaqueContent) next(messages).message().content();
                assertThat(arrived).isEqualTo(sealed);
                isFreds(opened(SecuredParts.asEntity(arrived)), sealed.type().contains("multipart/encrypted"));
            }
        }
    }

    /** As characters: what can be in XML is all that can be sent so. */
    @ParameterizedTest
    @EnumSource
    @Requirement("MSG-15")
    void sealedTextWithinTheData(Dialect dialect) throws Exception {
        var printable = new String(AWKWARD, StandardCharsets.UTF_8).replace("\u0001", "?");
        var signed = PGP.sign(entity(printable.getBytes(StandardCharsets.UTF_8)), KEY, "a-boundary");
        try (var fred = attached(FRED, dialect);
                var slate = attached(SLATE, other(dialect))) {
            slate.onMessage(messages::add);
            for (var sealed : List.of(signed, encrypted())) {
                var text = StandardCharsets.UTF_8.decode(sealed.octets()).toString();
                fred.send(
                                SendOptions.DEFAULT.withForm(SendOptions.Form.INLINE),
                                Message.text(text.replace("\r\n", "\n")),
                                SLATE)
                        .outcome(SLATE)
                        .join();
                var arrived = next(messages).text().replace("\n", "\r\n");
                assertThat(arrived).isEqualTo(text);
                assertThat(opened(entity(arrived.getBytes(StandardCharsets.UTF_8))))
                        .isInstanceOf(Opened.Signed.class);
            }
        }
    }

    /** The part as it is on the wire, header included, of which a message would show only what it means. */
    @ParameterizedTest
    @EnumSource
    @Requirement("CORE-28")
    void sealedPartsOctetForOctet(Dialect dialect) throws Exception {
        var to = Address.parse(SLATE);
        try (var fred = attached(FRED, dialect);
                var slate = attached(SLATE, other(dialect))) {
            slate.onData(others::add);
            for (var sealed : List.of(PGP.sign(ENTITY, KEY, "a-boundary"), encrypted())) {
                var header = "content-id:\r\n <1@example.com>\r\nX-Odd:  \t folded\r\n\t\t here \r\n";
                var octets = new byte[header.length() + sealed.octets().remaining()];
                ByteBuffer.wrap(octets)
                        .put(header.getBytes(StandardCharsets.US_ASCII))
                        .put(sealed.octets());
                var part = new MimePart("1@example.com", ByteBuffer.wrap(octets));
                var data = Data.of(part.contentUri(), fred.address(), to);
                fred.sendData(Payload.of(data, "0@example.com", List.of(part))).join();

                var arrived = next(others).payload().part(part.contentUri()).orElseThrow();
                assertThat(arrived.entity()).isEqualTo(ByteBuffer.wrap(octets));
                assertThat(opened(MimeEntity.read(arrived.entity(), MessageLimits.DEFAULT)))
                        .isInstanceOf(Opened.Signed.class);
            }
        }
    }

    /** That the test can fail: one octet is enough. */
    @Test
    void aChangedOctetIsTold() {
        var signed = PGP.sign(ENTITY, KEY, "a-boundary").octets();
        var copy = new byte[signed.remaining()];
        signed.get(copy);
        var at = new String(copy, StandardCharsets.ISO_8859_1).indexOf("trailing");
        copy[at] = 'T';
        assertThat(opened(entity(copy))).isInstanceOf(Opened.Broken.class);
    }
}
