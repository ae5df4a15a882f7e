package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imxp.endpoint.Disclosed;
import org.imxp.protocol.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConsentsTest {
    private static final Address FRED = Address.parse("fred@example.com");
    private static final Address WILMA = Address.parse("wilma@example.com");
    private static final Address BARNEY = Address.parse("barney@rubble.com");
    private static final Set<Disclosed> RECEIPTS = Set.of(Disclosed.DELIVERY, Disclosed.DISPLAY);
    private static final Set<Disclosed> TYPING = Set.of(Disclosed.COMPOSING);

    @TempDir
    private Path folder;

    private ClientHome home() {
        return ClientHome.of(Optional.of(folder), Map.of(), folder, FRED);
    }

    private Consents consents() {
        return new Consents(Optional.of(home()));
    }

    private Path file() {
        return home().file("disclosed.txt");
    }

    @Test
    void nobodyMayKnowAnythingAtFirst() {
        assertThat(consents().to(WILMA)).isEmpty();
        assertThat(home().folder()).doesNotExist();
    }

    @Test
    void eachContactMayKnowWhatIsSwitchedOnForIt() throws IOException {
        consents().change(WILMA, RECEIPTS, true);
        consents().change(WILMA, TYPING, true);
        consents().change(BARNEY, TYPING, true);
        assertThat(consents().to(WILMA)).containsExactlyInAnyOrder(Disclosed.values());
        assertThat(consents().to(Address.parse("wilma/phone@EXAMPLE.com")))
                .containsExactlyInAnyOrder(Disclosed.values());
        assertThat(consents().to(BARNEY)).isEqualTo(TYPING);
        assertThat(consents().to(Address.parse("pebbles@example.com"))).isEmpty();
        assertThat(Files.readAllLines(file()))
                .containsExactly("barney@rubble.com composing", "wilma@example.com delivery display composing");
        consents().change(WILMA, RECEIPTS, false);
        consents().change(BARNEY, TYPING, false);
        assertThat(consents().to(WILMA)).isEqualTo(TYPING);
        assertThat(consents().to(BARNEY)).isEmpty();
        try (var files = Files.list(home().folder())) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("disclosed.txt", "disclosed.lock");
        }
    }

    @Test
    void anyAddressHasALineOfItsOwnAndNobodyIsLikeAnother() {
        var odd = Address.parse("# wilma composing@example.com");
        var nobody = Address.parse("anonymous/x7@example.com");
        consents().change(odd, TYPING, true);
        consents().change(nobody, TYPING, true);
        assertThat(consents().to(odd)).isEqualTo(TYPING);
        assertThat(consents().to(nobody)).isEqualTo(TYPING);
        assertThat(consents().to(WILMA)).isEmpty();
        assertThat(consents().to(Address.parse("anonymous/x8@example.com"))).isEmpty();
    }

    @Test
    void whatAnotherProgramChangesIsSeen() {
        var chat = consents();
        assertThat(chat.to(WILMA)).isEmpty();
        consents().change(WILMA, TYPING, true);
        assertThat(chat.to(WILMA)).isEqualTo(TYPING);
    }

    @Test
    void noneOfManyChangesAtOnceIsLost() {
        IntStream.range(0, 20)
                .parallel()
                .forEach(i -> consents().change(Address.parse("u" + i + "@example.com"), TYPING, true));
        assertThat(IntStream.range(0, 20))
                .allMatch(i ->
                        consents().to(Address.parse("u" + i + "@example.com")).equals(TYPING));
    }

    @Test
    void oneContactTooManyIsRefusedAndTheOthersStay() throws IOException {
        Files.write(
                file(),
                IntStream.range(0, Consents.MOST)
                        .mapToObj(i -> "u" + i + "@example.com composing")
                        .toList());
        assertThatThrownBy(() -> consents().change(WILMA, TYPING, true))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("1000");
        assertThat(consents().to(WILMA)).isEmpty();
        var last = Address.parse("u" + (Consents.MOST - 1) + "@example.com");
        consents().change(last, RECEIPTS, true);
        consents().change(last, Set.of(Disclosed.values()), false);
        consents().change(WILMA, TYPING, true);
        assertThat(consents().to(WILMA)).isEqualTo(TYPING);
    }

    @Test
    void whatIsNotUnderstoodIsNoConsent() throws IOException {
        Files.write(
                file(),
                Stream.of("", "wilma@example.com", "barney@rubble.com singing composing", "# display")
                        .toList());
        assertThat(consents().to(WILMA)).isEmpty();
        assertThat(consents().to(BARNEY)).isEqualTo(TYPING);
    }

    @Test
    void aFileThatIsTooLongOrNoTextIsNoConsentAndIsNotOverwritten() throws IOException {
        var line = "wilma@example.com composing\n";
        var most = Stream.generate(() -> line)
                .limit(Consents.MOST_OCTETS / line.length())
                .collect(Collectors.joining());
        Files.writeString(file(), most);
        assertThat(consents().to(WILMA)).isEqualTo(TYPING);
        Files.writeString(file(), most + line);
        assertThat(consents().to(WILMA)).isEmpty();
        assertThatThrownBy(() -> consents().change(BARNEY, TYPING, true))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("longer than");
        Files.write(file(), new byte[] {(byte) 0xff, '\n'});
        assertThat(consents().to(WILMA)).isEmpty();
        assertThat(Files.size(file())).isEqualTo(2);
    }

    @Test
    void whoHasNoHomeHasItForNow() {
        var anonymous = new Consents(Optional.empty());
        anonymous.change(WILMA, TYPING, true);
        assertThat(anonymous.to(WILMA)).isEqualTo(TYPING);
        assertThat(new Consents(Optional.empty()).to(WILMA)).isEmpty();
    }
}
