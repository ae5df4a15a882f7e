package org.imxp.relay.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.imxp.beep.sasl.SaslMechanism;
import org.imxp.beep.sasl.SaslResources;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Domain;
import org.imxp.relay.certificate.CertificateFileException;
import org.imxp.relay.certificate.RelayCertificate;
import org.imxp.relay.config.Mesh;
import org.imxp.relay.config.Security;
import org.imxp.relay.config.Security.CertificateSource;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator puts into files. */
class TrustFilesTest {
    private static final SaslResources RESOURCES = new SaslResources(new SecureRandom(), Runnable::run);
    private static final Domain EXAMPLE = Domain.parse("example.com");

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private MeshSecrets secrets(Path file) {
        return MeshSecrets.read(Map.of("rubble.com", file), List.of(EXAMPLE), Security.MECHANISMS, RESOURCES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hush", "hush\n", "hush\r\n"})
    void aSecretIsTheFileWithoutTheEndOfItsLine(String text) throws IOException {
        assertThat(SecretFile.read(file("secret", text))).containsExactly('h', 'u', 's', 'h');
    }

    @Test
    void blanksAreOfTheSecret() throws IOException {
        assertThat(new String(SecretFile.read(file("secret", " a b \n\n")))).isEqualTo(" a b \n");
    }

    @Test
    void aSecretHasABound() throws IOException {
        assertThat(SecretFile.read(file("secret", "x".repeat(SecretFile.MAX_FILE))))
                .hasSize(4_096);
        var tooLong = file("secret", "x".repeat(SecretFile.MAX_FILE + 1));
        assertThatThrownBy(() -> SecretFile.read(tooLong))
                .isInstanceOf(TrustException.class)
                .hasMessage(tooLong + " has 4097 octets: at most 4096 are allowed");
    }

    @Test
    void aSecretThatCannotBeUsedIsNotRepeated() throws IOException {
        var missing = folder.resolve("missing");
        var empty = file("empty", "\n");
        var control = file("control", "hush\u0007");
        var latin = Files.write(folder.resolve("latin"), "hush\u00e9".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> secrets(missing)).hasMessageStartingWith(missing + " cannot be read");
        assertThatThrownBy(() -> secrets(empty)).hasMessage(empty + " is empty: it has to hold the secret");
        assertThatThrownBy(() -> secrets(latin)).hasMessage(latin + " is not UTF-8");
        assertThatThrownBy(() -> secrets(control))
                .isInstanceOf(TrustException.class)
                .hasMessageStartingWith(control + ": the password ")
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @CsvSource({"rw-------, false", "r--------, false", "rw-r-----, true", "rw----r--, true", "rw--w----, true"})
    void whoElseCanReadASecretIsNoticed(String permissions, boolean open) throws IOException {
        var file = file("secret", "hush");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertThat(SecretFile.isOpenToOthers(file)).isEqualTo(open);
    }

    @Test
    void secretsAreOfSomeDomainsAndNotShown() throws IOException {
        var secrets = secrets(file("secret", "hush"));

        assertThat(secrets.isEmpty()).isFalse();
        assertThat(MeshSecrets.read(Map.of(), List.of(EXAMPLE), Security.MECHANISMS, RESOURCES)
                        .isEmpty())
                .isTrue();
        assertThat(secrets).hasToString("MeshSecrets[rubble.com]");
        assertThat(secrets.login(EXAMPLE, Domain.parse("rubble.com"), Dialect.IMXP))
                .hasValueSatisfying(login -> assertThat(login.serverName()).isEqualTo("rubble.com"));
        assertThat(secrets.login(EXAMPLE, Domain.parse("slate.example"), Dialect.IMXP))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "imxp=mesh@rubble.com, example.com, true",
        "apex=mesh@Rubble.com, example.com, true",
        "rubble.com, example.com, true",
        "rubble.com, slate.example, false",
        "slate.example, example.com, false",
        "fred@rubble.com, example.com, false",
        "'', example.com, false",
    })
    void anAccountIsFoundByEachFormOfItsName(String username, String serverName, boolean found) throws IOException {
        assertThat(secrets(file("secret", "hush"))
                        .find(username, serverName)
                        .toCompletableFuture()
                        .join()
                        .map(account -> account.identity().equals("imxp=mesh@rubble.com"))
                        .orElse(false))
                .isEqualTo(found);
    }

    @Test
    void aDomainsCertificateHasToNameIt() throws IOException {
        var all = Form.named("example.com").make();
        var rubble = Form.named("rubble.com").make();
        var files = new CertificateSource.Files(
                file("rubble.pem", Pem.of(rubble.certificate())), file("rubble.key", Pem.of(rubble.key())));

        var own = OwnCertificates.load(all, Map.of("rubble.com", files));
        assertThat(own.of(Domain.parse("rubble.com")).certificate()).isEqualTo(rubble.certificate());
        assertThat(own.of(EXAMPLE)).isEqualTo(all);
        assertThat(own.keys()).hasSize(2);
        assertThat(own.keys().getFirst().chain()).isEqualTo(all.chain());
        assertThatThrownBy(() -> OwnCertificates.load(all, Map.of("slate.example", files)))
                .isInstanceOf(TrustException.class)
                .hasMessage("security.certificates.slate.example: the certificate in " + files.certificate()
                        + " does not have slate.example as a DNS name of its subjectAltName");
        var missing = new CertificateSource.Files(folder.resolve("missing.pem"), files.key());
        assertThatThrownBy(() -> OwnCertificates.load(all, Map.of("rubble.com", missing)))
                .isInstanceOf(CertificateFileException.class);
    }

    @Test
    void filesOfTrustAreAddedToTheSystems() throws IOException {
        var authority = Form.authority("another");
        var mine = Form.named("slate.example").make();
        var gate = Form.named("gate.example").signing().make();
        var text = Pem.of(authority.certificate()) + Pem.of(mine.certificate());
        var mesh = new Mesh(
                List.of(file("trust.pem", text)),
                Map.of(),
                Map.of(),
                List.of(new Mesh.Intermediary.WithCertificate(file("gate.pem", Pem.of(gate.certificate())))),
                List.of(),
                List.of(),
                List.of(),
                true);
        var trust = RelayTrust.of(mesh, Form.CLOCK);

        var signed = Form.named("rubble.com").signedBy(authority).make();
        for (RelayCertificate each : List.of(signed, mine, gate)) {
            assertThat(trust.fault(each.chain())).isEmpty();
        }
        assertThat(trust.fault(Form.named("rubble.com").signedBy(gate).make().chain()))
                .isPresent();
    }

    @Test
    @Requirement("SEED-48")
    void asMechanismsOfSecretsTheOperatorsChoiceCounts() throws IOException {
        var file = Files.writeString(folder.resolve("secret"), "a secret of some length");
        var files = Map.of("rubble.com", file);
        assertThat(MeshSecrets.read(files, List.of(EXAMPLE), List.of("DIGEST-MD5", "PLAIN"), RESOURCES)
                        .mechanisms())
                .containsExactly(SaslMechanism.DIGEST_MD5);
        assertThatThrownBy(() -> MeshSecrets.read(files, List.of(EXAMPLE), List.of("PLAIN"), RESOURCES))
                .isInstanceOf(TrustException.class)
                .hasMessage("mesh.secrets can't be used by PLAIN: security.mechanisms needs one of SCRAM-SHA-256-PLUS,"
                        + " SCRAM-SHA-256, DIGEST-MD5");
    }
}
