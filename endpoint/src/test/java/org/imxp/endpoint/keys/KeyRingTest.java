package org.imxp.endpoint.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.imxp.message.MessageFault;
import org.imxp.message.security.PgpCertificate;
import org.imxp.protocol.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys of a person in a folder that several programs use. */
class KeyRingTest {
    @TempDir
    private Path folder = Path.of("");

    private KeyRing ring() {
        return Keys.ring(folder.resolve("home"));
    }

    private Path file(String name) {
        return folder.resolve("home").resolve(name);
    }

    private static List<Trust> trusts(KnownContact contact) {
        return contact.keys().stream().map(ContactKey::trust).toList();
    }

    @Test
    void theOwnKeyIsMadeOnceHoweverManyAskForIt() {
        assertThat(ring().present()).isEmpty();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, 8)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(
                            () -> ring().own().certificate().fingerprint(), threads))
                    .toList();
            assertThat(all.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        }
        assertThat(ring().own().certificate().names()).containsExactly("fred <im:fred@example.com>");
    }

    @Test
    void nobodyElseMayReadIt() throws IOException {
        ring().own();
        ring().learn(Keys.WILMA, Keys.certificate());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(KeyRing.OWN))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(KeyRing.TRUST))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("home"))))
                .isEqualTo("rwx------");
    }

    @Test
    void theFirstKeyIsTrustedAndAnotherHasChanged() {
        var first = Keys.certificate();
        var other = Keys.certificate();
        assertThat(trusts(ring().learn(Keys.WILMA, first))).containsExactly(Trust.KNOWN);
        assertThat(ring().learn(Keys.WILMA, first).hasChanged()).isFalse();
        var changed = ring().learn(Keys.WILMA, other);
        assertThat(trusts(changed)).containsExactly(Trust.KNOWN, Trust.CHANGED);
        assertThat(changed.hasChanged()).isTrue();
        assertThat(changed.accepted()).extracting(ContactKey::fingerprint).containsExactly(first.fingerprint());
        // Also for a program that begins later, and for a subaddress.
        assertThat(ring().contact(Address.parse("wilma/desk@example.com"))).isEqualTo(changed);
    }

    @Test
    void whatIsAcceptedTakesThePlaceOfWhatIsNotShownAnyMore() {
        var first = Keys.certificate();
        var second = Keys.certificate();
        ring().lookedUp(Keys.WILMA, List.of(first));
        ring().lookedUp(Keys.WILMA, List.of(second));
        var accepted = ring().accept(Keys.WILMA);
        assertThat(accepted.keys()).extracting(ContactKey::fingerprint).containsExactly(second.fingerprint());
        assertThat(trusts(accepted)).containsExactly(Trust.KNOWN);
    }

    @Test
    void twoKeysThatAreShownTogetherAreBothFirst() {
        var both = List.of(Keys.certificate(), Keys.certificate());
        assertThat(trusts(ring().lookedUp(Keys.WILMA, both))).containsExactly(Trust.KNOWN, Trust.KNOWN);
        var more = List.of(both.getFirst(), both.getLast(), Keys.certificate());
        assertThat(trusts(ring().lookedUp(Keys.WILMA, more))).containsExactly(Trust.KNOWN, Trust.KNOWN, Trust.CHANGED);
    }

    @Test
    void thatNothingIsFoundForgetsNothing() {
        var known = ring().lookedUp(Keys.WILMA, List.of(Keys.certificate()));
        assertThat(ring().lookedUp(Keys.WILMA, List.of())).isEqualTo(known);
    }

    @Test
    void whatWasVerifiedStaysSo() {
        var key = Keys.certificate();
        ring().learn(Keys.WILMA, key);
        ring().verify(Keys.WILMA, key.fingerprint());
        assertThat(trusts(ring().lookedUp(Keys.WILMA, List.of(key)))).containsExactly(Trust.VERIFIED);
        assertThatThrownBy(() -> ring().verify(Keys.FRED, key.fingerprint()))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("fred@example.com");
        assertThat(ring().forget(Keys.WILMA, key.fingerprint()).keys()).isEmpty();
    }

    @Test
    void onlyWhatIsVerifiedCountsAfterwards() {
        var hers = Keys.certificate();
        var another = Keys.certificate();
        ring().lookedUp(Keys.WILMA, List.of(hers, another));
        var verified = ring().verify(Keys.WILMA, hers.fingerprint());
        assertThat(trusts(verified)).containsExactly(Trust.VERIFIED, Trust.CHANGED);
        assertThat(verified.accepted()).extracting(ContactKey::fingerprint).containsExactly(hers.fingerprint());
        // The person may say that it is hers too, in either way.
        assertThat(trusts(ring().accept(Keys.WILMA))).containsExactly(Trust.VERIFIED, Trust.KNOWN);
        assertThat(trusts(ring().verify(Keys.WILMA, another.fingerprint())))
                .containsExactly(Trust.VERIFIED, Trust.VERIFIED);
    }

    @Test
    void whatCameFirstGoesWhenWhatCameLaterIsVerifiedOrAccepted() {
        var evil = Keys.certificate();
        var hers = Keys.certificate();
        for (var who : List.of(Keys.WILMA, Keys.FRED)) {
            ring().learn(who, evil);
            assertThat(trusts(ring().learn(who, hers))).containsExactly(Trust.KNOWN, Trust.CHANGED);
        }
        assertThat(ring().verify(Keys.WILMA, hers.fingerprint()).keys())
                .extracting(ContactKey::fingerprint)
                .containsExactly(hers.fingerprint());
        assertThat(ring().accept(Keys.FRED).keys())
                .extracting(ContactKey::fingerprint)
                .containsExactly(hers.fingerprint());
    }

    @Test
    void anAcceptedKeyStandsBesideOneThatIsStillShown() {
        var both = List.of(Keys.certificate(), Keys.certificate());
        ring().learn(Keys.WILMA, both.getFirst());
        ring().learn(Keys.WILMA, both.getLast());
        ring().lookedUp(Keys.WILMA, both);
        assertThat(trusts(ring().accept(Keys.WILMA))).containsExactly(Trust.KNOWN, Trust.KNOWN);
    }

    @Test
    void whileAKeyWaitsForThePersonNoOtherIsTheFirst() {
        var forgotten = Keys.certificate();
        ring().learn(Keys.WILMA, forgotten);
        ring().learn(Keys.WILMA, Keys.certificate());
        ring().forget(Keys.WILMA, forgotten.fingerprint());
        assertThat(trusts(ring().learn(Keys.WILMA, Keys.certificate()))).containsExactly(Trust.CHANGED, Trust.CHANGED);
        assertThat(trusts(ring().lookedUp(Keys.WILMA, List.of(Keys.certificate()))))
                .containsOnly(Trust.CHANGED);
    }

    @Test
    void howMessagesAreSecuredIsRemembered() {
        ring().secure(Keys.WILMA, SecurityMode.REQUIRED);
        assertThat(ring().contact(Keys.WILMA).mode()).isEqualTo(SecurityMode.REQUIRED);
    }

    @Test
    void programsThatLearnAtOnceLoseNothing() {
        var certificate = Keys.certificate();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 20)
                    .mapToObj(i -> CompletableFuture.runAsync(
                            () -> ring().learn(Address.parse("p" + i + "@example.com"), certificate), threads))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
        assertThat(ring().contacts()).hasSize(20);
    }

    @Test
    void aCrashWhileWritingLeavesWhatWasThere() throws IOException {
        var known = ring().learn(Keys.WILMA, Keys.certificate());
        Files.writeString(file(KeyRing.TRUST + ".new"), "imxp-keys 1\ncontact wil");
        assertThat(ring().contact(Keys.WILMA)).isEqualTo(known);
        ring().learn(Keys.FRED, Keys.certificate());
        assertThat(ring().contacts()).hasSize(2);
    }

    @Test
    void halfAFileIsRefusedAndNotTakenForAnEmptyOne() throws IOException {
        ring().learn(Keys.WILMA, Keys.certificate());
        ring().learn(Keys.FRED, Keys.certificate());
        var whole = Files.readString(file(KeyRing.TRUST));
        for (int length = 0; length < whole.length() - 1; length += 97) {
            Files.writeString(file(KeyRing.TRUST), whole.substring(0, length));
            assertThatThrownBy(() -> ring().contacts())
                    .isInstanceOf(KeyException.class)
                    .hasMessageContaining(file(KeyRing.TRUST).toString());
            assertThatThrownBy(() -> ring().learn(Keys.WILMA, Keys.certificate()))
                    .isInstanceOf(KeyException.class);
        }
        Files.writeString(file(KeyRing.OWN), "no key");
        assertThatThrownBy(() -> ring().own()).isInstanceOf(KeyException.class).hasMessageContaining("secret key");
    }

    @Test
    void whoIsNotWorthKeepingMakesRoomAndTrustDoesNot() {
        var small = Keys.ring(folder, 2);
        small.lookedUp(Address.parse("nobody@example.com"), List.of());
        small.learn(Keys.FRED, Keys.certificate());
        small.learn(Keys.WILMA, Keys.certificate());
        assertThat(small.contacts()).extracting(KnownContact::who).containsExactly(Keys.FRED, Keys.WILMA);
        assertThatThrownBy(() -> small.learn(Address.parse("barney@example.com"), Keys.certificate()))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("2 contacts");
        assertThat(small.contacts()).hasSize(2);
    }

    @Test
    void oneKeyTooManyIsRefused() {
        for (int i = 0; i < KnownContact.MOST_KEYS; i++) {
            ring().learn(Keys.WILMA, Keys.certificate());
        }
        assertThatThrownBy(() -> ring().learn(Keys.WILMA, Keys.certificate()))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("more than 8 keys");
    }

    @Test
    void aKeyThatIsTooLongIsRefused() {
        var name = "w".repeat(KeyRing.MOST_CERTIFICATE);
        var large = Keys.secret(name).certificate();
        assertThatThrownBy(() -> ring().learn(Keys.WILMA, large))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("8192");
        assertThatThrownBy(() -> ring().take(Keys.secret(name), true)).isInstanceOf(KeyException.class);
    }

    @Test
    void anotherOwnKeyTakesThePlaceOnlyIfThatIsSaid() {
        var other = Keys.secret("fred");
        ring().take(other, false);
        ring().take(other, false);
        assertThatThrownBy(() -> ring().take(Keys.secret("fred"), false))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining(other.certificate().fingerprint());
        var third = Keys.secret("fred");
        ring().take(third, true);
        assertThat(ring().own().certificate().fingerprint())
                .isEqualTo(third.certificate().fingerprint());
    }

    @Test
    void aMessageIsSeenOnceAlsoByTheNextProgram() {
        assertThat(ring().hasSeen("wilma@example.com", "1@example.com", Keys.NOW))
                .isFalse();
        assertThat(ring().hasSeen("wilma@example.com", "2@example.com", Keys.NOW))
                .isFalse();
        assertThat(ring().hasSeen("fred@example.com", "1@example.com", Keys.NOW))
                .isFalse();
        assertThat(ring().hasSeen("wilma@example.com", "1@example.com", Keys.NOW))
                .isTrue();
    }

    private boolean repeats(SeenMessages seen, String sender, String id, int second) {
        return seen.repeats(sender, id, Keys.NOW.plusSeconds(second), Keys.NOW);
    }

    @Test
    void theOldestMessageIsForgottenForOneTooManyAndAllByAge() {
        var seen = new SeenMessages(new SharedFolder(folder), 9, 2);
        assertThat(repeats(seen, "a", "1", 1)).isFalse();
        assertThat(repeats(seen, "a", "2", 2)).isFalse();
        assertThat(repeats(seen, "a", "1", 1)).isTrue();
        assertThat(repeats(seen, "a", "3", 3)).isFalse();
        // It has gone, but its date has not.
        assertThat(repeats(seen, "a", "1", 1)).isTrue();
        assertThat(repeats(seen, "a", "0", 1)).isTrue();
        assertThat(repeats(seen, "b", "0", 1)).isFalse();
        // As long as it could be believed if it was written by a clock that is ahead.
        var date = Keys.NOW.plus(SeenMessages.AHEAD);
        assertThat(seen.repeats("c", "1", date, Keys.NOW)).isFalse();
        var last = date.plus(SeenMessages.PERIOD);
        assertThat(seen.repeats("c", "1", date, last)).isTrue();
        assertThat(seen.repeats("c", "1", date, last.plus(SeenMessages.AHEAD).plusSeconds(1)))
                .isFalse();
    }

    @Test
    void whoSendsMuchPushesOutNothingOfOthers() {
        var seen = new SeenMessages(new SharedFolder(folder), 3, 3);
        assertThat(repeats(seen, "wilma", "1", 1)).isFalse();
        for (int i = 2; i < 9; i++) {
            assertThat(repeats(seen, "mallory", "" + i, i)).isFalse();
        }
        assertThat(repeats(seen, "wilma", "1", 1)).isTrue();
        assertThat(repeats(seen, "wilma", "0", 0)).isFalse();
        assertThat(repeats(seen, "mallory", "2", 2)).isTrue();
    }

    @Test
    void aBackupIsWholeAndOpensOnlyByItsPassphrase() {
        var certificate = Keys.certificate();
        ring().learn(Keys.WILMA, certificate);
        ring().verify(Keys.WILMA, certificate.fingerprint());
        var own = ring().own().certificate().fingerprint();
        var backup = KeyBackup.write(ring(), "rock".toCharArray());
        assertThat(backup).doesNotContain("wilma").contains("BEGIN PGP PRIVATE KEY BLOCK");
        var other = Keys.ring(folder.resolve("other"));
        assertThatThrownBy(() -> KeyBackup.restore(other, backup, "stone".toCharArray(), false))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("passphrase");
        assertThat(other.present()).isEmpty();
        KeyBackup.restore(other, backup, "rock".toCharArray(), false);
        assertThat(other.own().certificate().fingerprint()).isEqualTo(own);
        assertThat(other.contacts()).isEqualTo(ring().contacts());
        var third = Keys.ring(folder.resolve("third"));
        third.own();
        assertThatThrownBy(() -> KeyBackup.restore(third, backup, "rock".toCharArray(), false))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("already");
        assertThat(third.contacts()).isEmpty();
    }

    @Test
    void aBackupTakesNothingFromWhatIsHere() {
        var first = Keys.certificate();
        var second = Keys.certificate();
        ring().learn(Keys.WILMA, first);
        ring().learn(Keys.FRED, first);
        ring().verify(Keys.FRED, first.fingerprint());
        var backup = KeyBackup.write(ring(), "rock".toCharArray());
        ring().verify(Keys.WILMA, first.fingerprint());
        ring().secure(Keys.WILMA, SecurityMode.REQUIRED);
        ring().learn(Address.parse("barney@example.com"), second);
        KeyBackup.restore(ring(), backup, "rock".toCharArray(), false);
        assertThat(ring().contacts()).hasSize(3);
        assertThat(trusts(ring().contact(Keys.WILMA))).containsExactly(Trust.VERIFIED);
        assertThat(ring().contact(Keys.WILMA).mode()).isEqualTo(SecurityMode.REQUIRED);
        // On another computer, where other keys were the first.
        var other = Keys.ring(folder.resolve("other"));
        other.lookedUp(Keys.WILMA, List.of(second));
        other.lookedUp(Keys.FRED, List.of(second));
        KeyBackup.restore(other, backup, "rock".toCharArray(), false);
        assertThat(trusts(other.contact(Keys.WILMA))).containsExactly(Trust.KNOWN, Trust.CHANGED);
        assertThat(trusts(other.contact(Keys.FRED))).containsExactly(Trust.CHANGED, Trust.VERIFIED);
    }

    @Test
    void whatAKeySaidBeforeIsNotTakenBackByAnOlderOne() {
        var later = Keys.certificate();
        var known = ring().learn(Keys.WILMA, later).keys().getFirst();
        assertThat(known.joined(later)).isEqualTo(known.certificate());
        assertThat(later.joined(later).octets()).isEqualTo(later.octets());
        assertThatThrownBy(() -> later.joined(Keys.certificate())).isInstanceOf(MessageFault.class);
    }

    @Test
    void aBackupWhoseContactsAreAnothersIsRefused() {
        var mallory = new KeyRing(
                Address.parse("mallory@example.com"), folder.resolve("mallory"), () -> Keys.NOW, new SecureRandom());
        mallory.learn(Keys.WILMA, Keys.certificate());
        var theirs = KeyBackup.write(mallory, "rock".toCharArray());
        var ours = KeyBackup.write(ring(), "rock".toCharArray());
        var begin = "-----BEGIN PGP MESSAGE-----";
        var mixed = ours.substring(0, ours.indexOf(begin)) + theirs.substring(theirs.indexOf(begin));
        var other = Keys.ring(folder.resolve("other"));
        assertThatThrownBy(() -> KeyBackup.restore(other, mixed, "rock".toCharArray(), false))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("not signed by its key");
        assertThatThrownBy(() -> KeyBackup.restore(other, "nothing", "rock".toCharArray(), false))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("no backup");
    }

    @Test
    void whatIsKeptIsTheCertificateItself() {
        var certificate = Keys.certificate();
        var kept = ring().learn(Keys.WILMA, certificate).keys().getFirst().pgp();
        assertThat(kept.octets()).isEqualTo(certificate.octets());
        assertThat(PgpCertificate.read(kept.armored().getBytes(StandardCharsets.US_ASCII))
                        .canEncrypt())
                .isTrue();
        assertThat(kept.has(kept.fingerprint())).isTrue();
        assertThat(kept.has("0123456789abcdef")).isFalse();
    }
}
