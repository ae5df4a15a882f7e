package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates in files that somebody replaces. */
class TlsKeyFilesTest {
    @TempDir
    private Path folder;

    private Path certificate;
    private Path key;
    private TlsKeyFiles files;

    @BeforeEach
    void name() {
        certificate = folder.resolve("peer.pem");
        key = folder.resolve("peer.key");
        files = new TlsKeyFiles(certificate, key);
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + kind + "-----\n";
    }

    private void writeCertificate(TestCertificate written) throws Exception {
        Files.writeString(certificate, pem("CERTIFICATE", written.certificate().getEncoded()));
    }

    private void writeKey(TestCertificate written) throws IOException {
        Files.writeString(key, pem("PRIVATE KEY", written.key().getEncoded()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA", "Ed25519"})
    void aPairIsReadOnceAndAgainWhenItChanges(String algorithm) throws Exception {
        var first = TestCertificate.make(folder, algorithm, "CN=a", "san=dns:example.com");
        writeCertificate(first);
        writeKey(first);
        var read = files.changed().orElseThrow();
        assertThat(read.chain()).containsExactly(first.certificate());
        assertThat(read.key()).isEqualTo(first.key());
        assertThat(read).hasToString("TlsKey[[example.com]]");
        assertThat(files.changed()).isEmpty();
    }

    @Test
    void aListenerTakesNewFilesWithoutARestart() throws Exception {
        var first = TestCertificate.make(folder, "example.com");
        writeCertificate(first);
        writeKey(first);
        var listener = TlsContext.listener(List.of(files.changed().orElseThrow()));
        var second = TestCertificate.make(folder, "example.com");
        writeCertificate(second);
        assertThatThrownBy(files::changed)
                .as("the key has not been replaced yet")
                .hasMessage(key + " is not the key of the certificate in " + certificate);
        writeKey(second);
        listener.renew(List.of(files.changed().orElseThrow()));
        try (var pair = TlsPair.of(listener, TlsContext.initiator(List.of(second.certificate())))) {
            assertThat(pair.isSecured()).as(pair.failures()).isTrue();
        }
    }

    @Test
    void whatIsNoPairIsNamed() throws Exception {
        var made = TestCertificate.make(folder, "example.com");
        assertThatThrownBy(files::changed)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(certificate.toString());
        Files.writeString(certificate, "nothing");
        Files.writeString(key, "nothing");
        assertThatThrownBy(files::changed).hasMessageContaining(" has no PRIVATE KEY in PEM");
        writeKey(made);
        assertThatThrownBy(files::changed)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(certificate.toString());
        Files.writeString(key, pem("PRIVATE KEY", "nothing".getBytes(StandardCharsets.US_ASCII)));
        assertThatThrownBy(files::changed).hasMessageContaining(" has a key of another kind");
    }
}
