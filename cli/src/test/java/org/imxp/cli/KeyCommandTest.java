package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.imxp.endpoint.Endpoint;
import org.imxp.endpoint.EndpointSettings;
import org.imxp.endpoint.ReceivedMessage;
import org.imxp.endpoint.keys.SecuredMessages;
import org.imxp.message.Message;
import org.imxp.message.MessageIds;
import org.imxp.message.MessageWriter;
import org.imxp.message.OpaqueContent;
import org.imxp.testkit.OtherProgram;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys on the command line, and what send and listen do with them, against a relay that {@code serve} runs. */
final class KeyCommandTest {
    private static final Pattern FINGERPRINT = Pattern.compile("([0-9A-F]{4} ){9}[0-9A-F]{4}");

    @TempDir
    private static Path folder = Path.of("");

    private static Optional<TrialRelay> relay = Optional.empty();
    private static String edge = "";
    private static int tests;

    private String home = "";

    @BeforeAll
    static void serve() {
        var served = TrialRelay.serve(new Trial(folder), folder);
        relay = Optional.of(served);
        edge = served.edge();
    }

    private static String data() {
        return folder.resolve("imxp-data").toString();
    }

    @AfterAll
    static void stop() {
        relay.ifPresent(TrialRelay::stop);
    }

    /** Others for each test, since keys stay in presence. */
    @BeforeEach
    void begin() {
        tests++;
        home = folder.resolve("homes" + tests).toString();
        for (var name : new String[] {"fred", "wilma"}) {
            assertThat(trial().run("user", "add", address(name), "--data", data())
                            .status())
                    .isZero();
        }
    }

    private static String address(String name) {
        return name + tests + "@example.com";
    }

    private Trial trial() {
        return new Trial(folder).with("IMXP_PASSWORD", "secret").with("IMXP_HOME", home);
    }

    private static String[] as(String command, String name, String... more) {
        return Trial.and(new String[] {command, "--as", address(name), "--relay", edge}, more);
    }

    private Trial.Run key(String command, String name, String... more) {
        return trial().run(Trial.and(new String[] {"key", command, "--as", address(name)}, more));
    }

    private Trial.Run listening(String name, String... more) {
        return trial().start(as("listen", name, more)).saying("waiting");
    }

    /** With patience, however slow this machine is. */
    private void sent(String from, String to, String... words) {
        var send = trial().run(Trial.and(as("send", from, "--to", address(to), "--secure", "required"), words));
        assertThat(send.status()).as(send.err()).isZero();
    }

    private String fingerprint(String name) {
        var found = FINGERPRINT.matcher(key("show", name).out());
        assertThat(found.find()).isTrue();
        return found.group();
    }

    @Test
    @Requirement({"IMPP-2.5.3", "IMPP-5.4.3", "IMPP-5.4.6"})
    void theFirstMessageIsEncryptedAndVerifiedOnceTheWordsWereCompared() {
        var first = listening("wilma", "--count", "1");
        sent("fred", "wilma", "--subject", "S", "Yabba dabba doo");
        assertThat(first.status()).isZero();
        assertThat(first.out())
                .contains(address("fred") + " (encrypted, signed, by a key that is new here): [S] Yabba dabba doo");
        var shown = key("show", "fred", address("wilma")).lines();
        var words = String.join(" ", shown.subList(shown.size() - 3, shown.size()));
        var hers = key("show", "wilma", address("fred")).lines();
        assertThat(String.join(" ", hers.subList(hers.size() - 3, hers.size()))).isEqualTo(words);
        var wrong = key("verify", "wilma", address("fred"), "--words", "nobody " + words);
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.err()).contains("NOT THE SAME");
        assertThat(key("verify", "wilma", address("fred"), "--words", words).err())
                .contains("is verified");
        assertThat(key("list", "wilma").out()).contains(fingerprint("fred") + "  verified");
        var second = listening("wilma", "--count", "1", "--json");
        sent("fred", "wilma", "Again");
        assertThat(second.status()).isZero();
        assertThat(second.out())
                .contains("\"security\":\"verified\",\"encrypted\":true")
                .contains(fingerprint("fred").replace(" ", "").toLowerCase(Locale.ROOT));
    }

    @Test
    @Requirement("IMPP-2.5.4")
    void withoutKeysItGoesOnInPlainWordsAndSaysSo() {
        var listen = listening("wilma", "--count", "1", "--secure", "off");
        var send = trial().run(as("send", "fred", "--to", address("wilma"), "Hello"));
        assertThat(send.err()).contains("No key of " + address("wilma") + " was found");
        assertThat(listen.status()).isZero();
        assertThat(listen.out()).contains(address("fred") + ": Hello");
        var refused = trial().run(as("send", "fred", "--to", address("wilma"), "--secure", "required", "Hello"));
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).startsWith("imxp: Not sent: no key of").hasLineCount(1);
        var wrong = trial().with("IMXP_SECURE", "maybe").run(as("send", "fred", "--to", address("wilma"), "Hello"));
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.err()).contains("IMXP_SECURE is maybe");
    }

    @Test
    @Requirement("IMPP-2.5.4")
    void whoHasNoPlaceForKeysWritesAllTheSame() throws IOException {
        home = Files.createFile(folder.resolve("file" + tests)).resolve("home").toString();
        var send = trial().run(as("send", "fred", "--to", address("wilma"), "--secure", "auto", "Hello"));
        assertThat(send.status()).as(send.err()).isZero();
        assertThat(send.err()).contains("cannot be made", "nothing is signed or encrypted");
        // To whom they have said that it has to be encrypted, they cannot remember.
        var unsaid = trial().run(as("send", "fred", "--to", address("wilma"), "Hello"));
        assertThat(unsaid.status()).isEqualTo(1);
        assertThat(unsaid.err()).contains("cannot be made", "Not sent:", "--secure auto");
        var refused = trial().run(as("send", "fred", "--to", address("wilma"), "--secure", "required", "Hello"));
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("cannot be made");
    }

    @Test
    void aChangedKeyIsLoudAndStopsWhatIsWritten() throws IOException {
        var first = listening("wilma", "--count", "1");
        sent("fred", "wilma", "I am Fred");
        assertThat(first.status()).isZero();
        try (var files = Files.walk(Path.of(home).resolve(address("fred")))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        var second = listening("wilma", "--count", "1");
        sent("fred", "wilma", "I am Fred, too");
        assertThat(second.status()).isZero();
        assertThat(second.out()).contains("(encrypted, signed by ANOTHER KEY than before): I am Fred, too");
        assertThat(second.err()).contains("*** THE KEY OF " + address("fred") + " HAS CHANGED");
        var refused = trial().run(as("send", "wilma", "--to", address("fred"), "Who are you?"));
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("HAS CHANGED", "./imxp key accept --as " + address("wilma"));
        assertThat(key("show", "wilma", address("fred")).out()).contains("NOT ACCEPTED");
        assertThat(key("accept", "wilma", address("fred")).status()).isZero();
        assertThat(key("accept", "wilma", address("fred")).status()).isEqualTo(1);
        sent("wilma", "fred", "All right");
    }

    @Test
    void aBackupMovesTheKeysToAnotherProgram() {
        var first = listening("wilma", "--count", "1");
        sent("fred", "wilma", "Hello");
        assertThat(first.status()).isZero();
        var own = fingerprint("fred");
        var backup = "backup" + tests + ".asc";
        var backedUp = trial().with("IMXP_PASSPHRASE", "rock").run("key", "backup", "--as", address("fred"), backup);
        assertThat(backedUp.status()).as(backedUp.err()).isZero();
        var again = trial().typing("rock", "rock").run("key", "backup", "--as", address("fred"), backup);
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.err()).contains("already");
        home = home + "-second";
        assertThat(trial().typing("stone")
                        .run("key", "restore", "--as", address("fred"), backup)
                        .err())
                .contains("passphrase is not that");
        assertThat(trial().run("key", "restore", "--as", address("fred"), backup)
                        .status())
                .isEqualTo(2);
        var restored = trial().typing("rock").run("key", "restore", "--as", address("fred"), backup);
        assertThat(restored.err()).contains(own, "1 others");
        assertThat(key("list", "fred").out()).contains(address("wilma"));
    }

    @Test
    void whatIsLookedForIsShownAndACodeOfIt() {
        assertThat(trial().run(Trial.and(new String[] {"key"}, as("find", "fred", address("wilma"))))
                        .err())
                .contains("No key of " + address("wilma") + " was found");
        assertThat(trial().run(Trial.and(new String[] {"key"}, as("publish", "wilma", "--only")))
                        .status())
                .isZero();
        var found = trial().run(Trial.and(new String[] {"key"}, as("find", "fred", address("wilma"))));
        assertThat(found.out()).contains(fingerprint("wilma") + "  known, not verified");
        assertThat(key("show", "wilma", "--qr").lines()).hasSizeGreaterThan(15);
        var seen = trial().run(Trial.and(new String[] {"presence"}, as("get", "fred", address("wilma"))));
        assertThat(seen.out()).contains("im:" + address("wilma")).doesNotContain("openpgp4fpr");
        assertThat(key("mode", "fred", address("wilma"), "required").out()).contains("messages: required");
        var hex = fingerprint("wilma");
        assertThat(key("verify", "fred", address("wilma"), "--fingerprint", "openpgp4fpr:" + hex)
                        .status())
                .isZero();
        assertThat(key("verify", "fred", address("wilma"), "--fingerprint", hex.replace(hex.charAt(0), '0') + "x")
                        .status())
                .isEqualTo(2);
        assertThat(key("forget", "fred", address("wilma"), "--fingerprint", hex).out())
                .contains("no key was found");
        assertThat(key("show", "fred", address("wilma")).status()).isEqualTo(1);
    }

    @Test
    void whatIsTooLongToBeEncryptedIsNotSent() throws IOException {
        try (var file = new RandomAccessFile(folder.resolve("long" + tests).toFile(), "rw")) {
            file.setLength(SecuredMessages.MOST_OCTETS + 1L);
        }
        var listen = listening("wilma", "--count", "1", "--max-size", "64M");
        var refused = trial().run(as(
                "send",
                "fred",
                "--to",
                address("wilma"),
                "--secure",
                "required",
                "--max-size",
                "64M",
                "--attach",
                "long" + tests));
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err())
                .matches("imxp: Not sent: the message has 1[0-9]{7} octets with its files, and at most 16777216 can be"
                        + " encrypted\\. .*\\R");
        sent("fred", "wilma", "Short");
        assertThat(listen.status()).isZero();
        assertThat(listen.lines()).singleElement().asString().endsWith(": Short");
    }

    // ---- with GnuPG ------------------------------------------------------------------------------------------------

    private static OtherProgram gnuPg() throws IOException {
        return OtherProgram.gnuPg(Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), "imxp-gpg"));
    }

    private static void end(OtherProgram gpg) throws IOException {
        OtherProgram.find("gpgconf", gpg.folder()).run("--homedir", gpg.folder().toString(), "--kill", "all");
        try (var files = Files.walk(gpg.folder())) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** A program that knows nothing of keys. */
    private static Endpoint attached(String name) {
        var settings = EndpointSettings.of(address(name), "secret")
                .relay("127.0.0.1", Integer.parseInt(edge.substring(edge.lastIndexOf(':') + 1)))
                .trusting(Trust.of(Optional.of("insecure"), Optional.empty(), folder));
        return Endpoint.attach(settings);
    }

    @Test
    @Requirement({"IMPP-5.4.9", "IMPP-5.4.7"})
    void gnupgReadsWhatWeSendAndWeReadWhatItWrites() throws IOException, InterruptedException {
        var gpg = gnuPg();
        try {
            gpg.succeed(
                    "--passphrase", "", "--quick-generate-key", address("wilma"), "future-default", "default", "never");
            Files.writeString(
                    folder.resolve("wilma.asc"),
                    gpg.succeed("--armor", "--export").text());
            assertThat(key("import", "fred", address("wilma"), "wilma.asc").status())
                    .isZero();
            gpg.write("fred.asc", key("export", "fred").out());
            gpg.succeed("--import", "fred.asc");
            try (var wilma = attached("wilma")) {
                var arrived = new LinkedBlockingQueue<ReceivedMessage>();
                wilma.onMessage(arrived::add);
                sent("fred", "wilma", "Bowling at seven");
                var message = arrived.poll(50, TimeUnit.SECONDS);
                assertThat(message).isNotNull();
                var content = (OpaqueContent) message.message().content();
                var body = StandardCharsets.ISO_8859_1.decode(content.octets()).toString();
                int begin = body.indexOf("-----BEGIN PGP MESSAGE");
                gpg.write("message", body.substring(begin, body.indexOf("-----END PGP MESSAGE-----") + 25) + "\n");
                var read = gpg.succeed("--decrypt", "message");
                assertThat(read.text()).contains("Bowling at seven");
                assertThat(read.messages())
                        .contains("GOODSIG")
                        .contains(fingerprint("fred").replace(" ", ""));
                var listen = listening("fred", "--count", "1");
                wilma.send(fromGnuPg(gpg), address("fred")).accepted().join();
                assertThat(listen.status()).isZero();
                assertThat(listen.out()).contains(address("wilma") + " (encrypted, signed): Seven is fine");
            }
        } finally {
            end(gpg);
        }
    }

    private static Message fromGnuPg(OtherProgram gpg) {
        var ids = new MessageIds(new SecureRandom(), Clock.systemUTC(), "example.com");
        var within = Message.builder()
                .from("im:" + address("wilma"))
                .to("im:" + address("fred"))
                .date(Instant.now().atZone(ZoneOffset.UTC))
                .messageId(ids.next())
                .text("Seven is fine")
                .build();
        gpg.write(
                "plain",
                new String(new MessageWriter().writeEntity(within, ids.nextMultipart()), StandardCharsets.ISO_8859_1));
        gpg.succeed(
                "--armor",
                "--sign",
                "--encrypt",
                "--local-user",
                address("wilma"),
                "--recipient",
                address("fred"),
                "--output",
                "sealed",
                "plain");
        var body = "--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n\r\n--b\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n" + readSealed(gpg) + "\r\n--b--\r\n";
        var type = "multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=\"b\"";
        return Message.builder()
                .content(new OpaqueContent(type, ByteBuffer.wrap(body.getBytes(StandardCharsets.ISO_8859_1)), ""))
                .date(within.date().orElseThrow())
                .messageId(within.messageId().orElseThrow())
                .build();
    }

    private static String readSealed(OtherProgram gpg) {
        try {
            return Files.readString(gpg.folder().resolve("sealed")).replace("\n", "\r\n");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @Requirement("IMPP-5.4.9")
    void gnupgTakesABackupAndWeTakeWhatItExports() throws IOException {
        var gpg = gnuPg();
        try {
            assertThat(trial().with("IMXP_PASSPHRASE", "rock")
                            .run("key", "backup", "--as", address("fred"), "gpg" + tests + ".asc")
                            .status())
                    .isZero();
            gpg.write("backup.asc", Files.readString(folder.resolve("gpg" + tests + ".asc")));
            var imported = gpg.run("--import", "backup.asc");
            assertThat(imported.messages()).contains("IMPORT_OK");
            gpg.write("plain", "sign me");
            gpg.succeed(
                    "--passphrase",
                    "rock",
                    "--local-user",
                    address("fred"),
                    "--output",
                    "sig",
                    "--detach-sign",
                    "plain");
            gpg.succeed("--verify", "sig", "plain");
            gpg.succeed(
                    "--passphrase",
                    "clay",
                    "--quick-generate-key",
                    address("wilma"),
                    "future-default",
                    "default",
                    "never");
            Files.writeString(
                    folder.resolve("secret.asc"),
                    gpg.succeed("--passphrase", "clay", "--armor", "--export-secret-keys", address("wilma"))
                            .text());
            var restored = trial().with("IMXP_PASSPHRASE", "clay")
                    .run("key", "restore", "--as", address("wilma"), "secret.asc");
            assertThat(restored.status()).as(restored.err()).isZero();
            var fingerprint = fingerprint("wilma").replace(" ", "");
            assertThat(gpg.succeed("--list-keys", "--with-colons").text()).contains(fingerprint);
        } finally {
            end(gpg);
        }
    }

    @Test
    void namesThatAreNobodyAndFilesThatAreNoKeysAreOneSentence() throws IOException {
        for (var wrong : List.of(
                new String[] {"verify", "fred"},
                new String[] {"verify", "fred", address("wilma")},
                new String[] {"accept", "fred", "wilma"},
                new String[] {"verify", "fred", address("wilma"), "--fingerprint", "12"})) {
            var run = key(
                    wrong[0], wrong[1], List.of(wrong).subList(2, wrong.length).toArray(String[]::new));
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.err()).startsWith("imxp: ");
        }
        Files.writeString(folder.resolve("no.asc"), "no key");
        for (var file : List.of("no.asc", "missing.asc")) {
            var run = key("import", "fred", address("wilma"), file);
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err()).startsWith("imxp: ").contains(file).hasLineCount(1);
        }
    }

    @Test
    void whatIsSuggestedCanBeCopiedWhateverTheNameIs() {
        var run = key("verify", "fred", "$(x) y@example.com", "--words", "apple");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("./imxp key find '$%28x%29%20y@example.com' looks for one");
    }
}
