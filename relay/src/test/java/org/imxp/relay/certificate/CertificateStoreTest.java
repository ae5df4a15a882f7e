package org.imxp.relay.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final int DNS = 2;
    private static final int URI = 6;
    private static final int ADDRESS = 7;

    @TempDir
    private Path folder;

    private RelayCertificate at(Instant now, String... domains) {
        return new CertificateStore(folder.resolve("imxp-data"), InstantSource.fixed(now), new SecureRandom())
                .loadOrMake(List.of(domains));
    }

    private Path file(String name) {
        return folder.resolve("imxp-data").resolve(name);
    }

    @Test
    void namesEachDomainAndItsRelayInBothDialects() throws GeneralSecurityException {
        var made = at(NOW, "example.com", "rubble.com");

        assertThat(made.certificate().getSubjectAlternativeNames())
                .containsExactly(
                        List.of(DNS, "example.com"),
                        List.of(URI, "apex:apex=mesh@example.com"),
                        List.of(URI, "imxp:imxp=mesh@example.com"),
                        List.of(DNS, "rubble.com"),
                        List.of(URI, "apex:apex=mesh@rubble.com"),
                        List.of(URI, "imxp:imxp=mesh@rubble.com"));
        assertThat(made.names("example.com")).isTrue();
        assertThat(made.names("rubble.com")).isTrue();
        assertThat(made.names("example.net")).isFalse();
        assertThat(made.names("imxp relay")).isFalse();
    }

    @Test
    void namesTheLoopbackAddressesForLocalhost() throws GeneralSecurityException {
        assertThat(at(NOW, "localhost").certificate().getSubjectAlternativeNames())
                .contains(List.of(DNS, "localhost"), List.of(ADDRESS, "127.0.0.1"))
                .contains(List.of(ADDRESS, "0:0:0:0:0:0:0:1"));
    }

    @Test
    void isForServersAndClientsAndSignsNoOther() throws GeneralSecurityException {
        var certificate = at(NOW, "example.com").certificate();

        assertThat(certificate.getPublicKey())
                .isInstanceOfSatisfying(
                        RSAPublicKey.class,
                        key -> assertThat(key.getModulus().bitLength()).isEqualTo(2_048));
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
        assertThat(certificate.getKeyUsage()).startsWith(true, false, true, false);
        certificate.verify(certificate.getPublicKey());
        certificate.checkValidity(Date.from(NOW));
        certificate.checkValidity(Date.from(NOW.plus(Duration.ofDays(825))));
        assertThat(certificate.getNotBefore().toInstant()).isEqualTo(NOW.minus(Duration.ofHours(1)));
        assertThat(at(NOW, "example.com").validUntil()).isEqualTo(NOW.plus(Duration.ofDays(825)));
        assertThat(certificate.getSerialNumber()).isPositive();
    }

    @Test
    void findsWhatItMade() {
        var made = at(NOW, "example.com");
        var found = at(NOW.plus(Duration.ofDays(700)), "example.com");

        assertThat(found).isEqualTo(made);
    }

    @Test
    void keepsFolderAndFilesForTheOwnerAlone() throws IOException {
        at(NOW, "example.com");

        assertThat(permissions(folder.resolve("imxp-data"))).isEqualTo("rwx------");
        assertThat(permissions(file("relay.pem"))).isEqualTo("rw-------");
        assertThat(permissions(file("relay.key"))).isEqualTo("rw-------");
        try (var files = Files.list(folder.resolve("imxp-data"))) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void makesANewOneWhenItsMakingWasCutOff() throws IOException {
        var cutOff = at(NOW, "example.com");
        Files.move(file("relay.key"), file("relay.key.new"));

        var again = at(NOW, "example.com");

        assertThat(again.certificate()).isNotEqualTo(cutOff.certificate());
        assertThat(at(NOW, "example.com")).isEqualTo(again);
        assertThat(file("relay.key.new")).doesNotExist();
    }

    @Test
    void renewsForTheSameKeyBeforeItRunsOut() {
        var made = at(NOW, "example.com");
        var thirtyDaysBefore = made.validUntil().minus(CertificateStore.RENEWED_BEFORE_END);

        assertThat(at(thirtyDaysBefore.minusSeconds(1), "example.com")).isEqualTo(made);
        var renewed = at(thirtyDaysBefore, "example.com");

        assertThat(renewed.key()).isEqualTo(made.key());
        assertThat(renewed.certificate()).isNotEqualTo(made.certificate());
        assertThat(renewed.validUntil()).isEqualTo(thirtyDaysBefore.plus(Duration.ofDays(825)));
        assertThat(at(thirtyDaysBefore, "example.com")).isEqualTo(renewed);
    }

    @Test
    void renewsForTheSameKeyWhenADomainIsAdded() {
        var made = at(NOW, "example.com");
        var renewed = at(NOW, "example.com", "rubble.com");

        assertThat(renewed.key()).isEqualTo(made.key());
        assertThat(renewed.names("rubble.com")).isTrue();
        assertThat(at(NOW, "example.com")).isEqualTo(renewed);
    }

    @Test
    void leavesACertificateOfAnAuthorityAlone() throws IOException {
        at(NOW, "example.com");
        var authority = Pems.signedByAuthority(NOW, "example.com");
        Files.writeString(file("relay.pem"), Pems.of(authority.getKey()));
        Files.writeString(file("relay.key"), Pems.old(authority.getValue().getPrivate()));

        assertThat(at(NOW.plus(Duration.ofDays(9_999)), "rubble.com").certificate())
                .isEqualTo(authority.getKey());

        Files.delete(file("relay.key"));
        assertThatThrownBy(() -> at(NOW, "example.com"))
                .isInstanceOf(CertificateFileException.class)
                .hasMessage(file("relay.pem") + " is signed by an authority, but " + file("relay.key")
                        + " is missing: restore it");
    }

    @Test
    void refusesAKeyWithoutItsCertificate() throws IOException {
        at(NOW, "example.com");
        Files.delete(file("relay.pem"));

        assertThatThrownBy(() -> at(NOW, "example.com")).hasMessage(file("relay.pem") + " does not exist");
    }

    @Test
    void refusesAFolderThatCannotBeMade() throws IOException {
        Files.writeString(folder.resolve("imxp-data"), "");

        assertThatThrownBy(() -> at(NOW, "example.com"))
                .isInstanceOf(CertificateFileException.class)
                .hasMessageStartingWith(folder.resolve("imxp-data") + " cannot be made");
    }

    @Test
    void hasAFingerprintThatPeopleCanCompare() throws GeneralSecurityException {
        var made = at(NOW, "example.com");
        var digest =
                MessageDigest.getInstance("SHA-256").digest(made.certificate().getEncoded());

        assertThat(made.fingerprint()).matches("[0-9A-F]{2}(:[0-9A-F]{2}){31}");
        assertThat(HexFormat.ofDelimiter(":").parseHex(made.fingerprint())).isEqualTo(digest);
    }

    @Test
    void showsNoKeyInItsText() {
        var made = at(NOW, "example.com");

        assertThat(made).hasToString("RelayCertificate[" + made.fingerprint() + "]");
    }

    @Test
    void canBeMadeForManyDomains() {
        var domains = java.util.stream.IntStream.range(0, 500)
                .mapToObj(n -> "domain" + n + ".example.com")
                .toArray(String[]::new);

        assertThatCode(() -> at(NOW, domains)).doesNotThrowAnyException();
        assertThat(at(NOW, domains).names("domain499.example.com")).isTrue();
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
