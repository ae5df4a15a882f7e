package org.imxp.relay.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelayCertificateTest {
    private static final Map<String, KeyPair> PAIRS = Map.of(
            "RSA", Pems.pair("RSA", 2_048),
            "EC", Pems.pair("EC", 256),
            "Ed25519", Pems.pair("Ed25519", 0));

    private static final Map<String, String> SOUND = Map.of(
            "RSA",
                    Pems.of(Pems.selfSigned(PAIRS.get("RSA")))
                            + Pems.of(PAIRS.get("RSA").getPrivate()),
            "EC",
                    Pems.of(Pems.selfSigned(PAIRS.get("EC")))
                            + Pems.old(PAIRS.get("EC").getPrivate()));

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @ParameterizedTest
    @CsvSource({"RSA, pkcs8", "RSA, old", "EC, pkcs8", "EC, old", "EC, parameters", "Ed25519, pkcs8"})
    void loadsEveryFormOfKey(String algorithm, String form) throws IOException {
        var pair = PAIRS.get(algorithm);
        var key = pair.getPrivate();
        var text = switch (form) {
            case "pkcs8" -> Pems.pkcs8(key);
            case "old" -> Pems.old(key);
            default -> "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n" + Pems.old(key);
        };

        var loaded = RelayCertificate.load(file("relay.pem", Pems.of(Pems.selfSigned(pair))), file("relay.key", text));

        assertThat(loaded.key().getAlgorithm()).isEqualTo(key.getAlgorithm());
        assertThat(loaded.certificate().getPublicKey()).isEqualTo(pair.getPublic());
    }

    @Test
    void loadsAChainAndAKeyFromOneFile() throws IOException {
        var pair = PAIRS.get("EC");
        var other = Pems.selfSigned(PAIRS.get("RSA"));
        var both = file(
                "both.pem", Pems.pkcs8(pair.getPrivate()) + Pems.of(Pems.selfSigned(pair)) + "\n" + Pems.of(other));

        var loaded = RelayCertificate.load(both, both);

        assertThat(loaded.chain()).hasSize(2).last().isEqualTo(other);
    }

    @Test
    void refusesAKeyOfAnotherCertificate() throws IOException {
        var certificate = file("relay.pem", Pems.of(Pems.selfSigned(PAIRS.get("EC"))));
        for (var other : List.of(Pems.pair("EC", 256), PAIRS.get("RSA"), PAIRS.get("Ed25519"))) {
            var key = file("relay.key", Pems.pkcs8(other.getPrivate()));

            assertThatThrownBy(() -> RelayCertificate.load(certificate, key))
                    .isInstanceOf(CertificateFileException.class)
                    .hasMessage(key + " is not the key of the certificate in " + certificate
                            + ": give the key it was made with");
        }
    }

    @Test
    void saysWhatAFileLacks() throws IOException {
        var pair = PAIRS.get("EC");
        var certificate = file("relay.pem", Pems.of(Pems.selfSigned(pair)));
        var key = file("relay.key", Pems.pkcs8(pair.getPrivate()));
        var missing = folder.resolve("missing.pem");
        var empty = file("empty.pem", "");

        fails(missing, key, missing + " does not exist");
        fails(certificate, missing, missing + " does not exist");
        fails(key, key, key + " holds no certificate: a PEM file with one is needed");
        fails(
                certificate,
                certificate,
                certificate + " holds no key: a PEM file with an RSA, EC or Ed25519 key is needed");
        fails(empty, key, empty + " holds no certificate: a PEM file with one is needed");
        fails(certificate, folder, folder + " cannot be read: ");
    }

    @Test
    void saysThatAKeyIsEncrypted() throws IOException {
        var pair = PAIRS.get("RSA");
        var certificate = file("relay.pem", Pems.of(Pems.selfSigned(pair)));
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(
                    pair.getPrivate(),
                    new JcePEMEncryptorBuilder("AES-128-CBC")
                            .setProvider(new BouncyCastleProvider())
                            .build("secret".toCharArray()));
        }
        var key = file("relay.key", text.toString());

        fails(
                certificate,
                key,
                key + " holds an encrypted key: a relay starts without a person, so give it unencrypted");
    }

    @Test
    void refusesAKeyOfAnotherAlgorithm() throws IOException {
        var certificate = file("relay.pem", Pems.of(Pems.selfSigned(PAIRS.get("EC"))));
        var key = file("relay.key", Pems.pkcs8(Pems.pair("X25519", 0).getPrivate()));

        fails(certificate, key, key + " holds a key of algorithm 1.3.101.110: RSA, EC or Ed25519 is needed");
    }

    @Test
    void refusesAFileOneOctetTooLong() throws IOException {
        var pair = PAIRS.get("EC");
        var key = file("relay.key", Pems.pkcs8(pair.getPrivate()));
        var text = Pems.of(Pems.selfSigned(pair));
        var longest = file("longest.pem", text + "\n".repeat(PemFile.MAX_FILE - text.length()));
        assertThat(RelayCertificate.load(longest, key).chain()).hasSize(1);

        var tooLong = file("long.pem", text + "\n".repeat(PemFile.MAX_FILE - text.length() + 1));
        fails(tooLong, key, tooLong + " has 1048577 octets: at most 1048576 are allowed");
    }

    @Test
    void refusesAnEmptyChain() {
        var key = PAIRS.get("EC").getPrivate();
        assertThatIllegalArgumentException().isThrownBy(() -> new RelayCertificate(List.of(), key));
    }

    @Property(tries = 300)
    void loadsOrRefusesDamagedFiles(
            @ForAll @IntRange(max = 4_000) int place, @ForAll @IntRange(max = 255) int octet, @ForAll boolean rsa)
            throws IOException {
        var octets = SOUND.get(rsa ? "RSA" : "EC").getBytes(StandardCharsets.US_ASCII);
        octets[place % octets.length] = (byte) octet;
        var file = Files.createTempFile("damaged", ".pem");
        try {
            Files.write(file, octets);
            assertThat(RelayCertificate.load(file, file).names("example.net")).isFalse();
        } catch (CertificateFileException e) {
            assertThat(e.getMessage()).startsWith(file.toString());
        } finally {
            Files.delete(file);
        }
    }

    private static void fails(Path certificate, Path key, String message) {
        assertThatThrownBy(() -> RelayCertificate.load(certificate, key))
                .isInstanceOf(CertificateFileException.class)
                .hasMessageStartingWith(message);
    }
}
