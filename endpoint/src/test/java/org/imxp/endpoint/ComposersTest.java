package org.imxp.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.imxp.message.composing.ComposingStatus;
import org.imxp.protocol.Address;
import org.junit.jupiter.api.Test;

class ComposersTest {
    private static final ComposingStatus ACTIVE =
            new ComposingStatus(true, Optional.empty(), Optional.empty(), Optional.of(Duration.ofMinutes(1)));
    private static final Address WILMA = Address.parse("wilma@example.com");
    private static final Address BARNEY = Address.parse("barney@example.com");
    private static final Address BETTY = Address.parse("betty@rubble.com");

    private final ManualTime time = new ManualTime();
    private final List<ComposingEvent> told = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();

    private Composers composers(int most, Executor executor) {
        var system = Environment.system();
        return new Composers(
                most, new Environment(time, system.random(), time, executor, Optional.empty(), Optional.empty()));
    }

    private void runLater() {
        List.copyOf(later).forEach(Runnable::run);
        later.clear();
    }

    @Test
    void onePeerTooManyIsNotTold() {
        var composers = composers(2, Runnable::run);
        composers.handler(told::add);
        composers.status(WILMA, ACTIVE);
        composers.status(BARNEY, ACTIVE);
        composers.status(BETTY, ACTIVE);
        assertThat(composers.size()).isEqualTo(2);
        assertThat(told).containsExactly(new ComposingEvent(WILMA, true), new ComposingEvent(BARNEY, true));
        // Whoever has ended makes room.
        composers.wrote(WILMA);
        composers.status(BETTY, ACTIVE);
        assertThat(told).last().isEqualTo(new ComposingEvent(BETTY, true));
    }

    @Test
    void aHandlerWithoutTimeIsToldOnceHowItIsThen() {
        var composers = composers(10, later::add);
        composers.handler(told::add);
        for (int i = 0; i < 100; i++) {
            composers.status(WILMA, ACTIVE);
            composers.status(WILMA, ComposingStatus.IDLE);
            composers.status(BARNEY, ACTIVE);
        }
        assertThat(later).hasSize(1);
        runLater();
        assertThat(told).containsExactly(new ComposingEvent(BARNEY, true));
    }

    @Test
    void whoeverComesAndGoesWhileTheHandlerIsBusyIsBounded() {
        var composers = composers(2, later::add);
        composers.handler(told::add);
        for (int i = 0; i < 100; i++) {
            var somebody = Address.parse("u" + i + "@example.com");
            composers.status(somebody, ACTIVE);
            composers.status(somebody, ComposingStatus.IDLE);
        }
        composers.status(WILMA, ACTIVE);
        runLater();
        assertThat(told).isEmpty();
        composers.status(WILMA, ACTIVE);
        runLater();
        assertThat(told).containsExactly(new ComposingEvent(WILMA, true));
    }

    @Test
    void withoutHandlerNothingIsKept() {
        var composers = composers(2, Runnable::run);
        composers.status(WILMA, ACTIVE);
        assertThat(composers.size()).isZero();
        composers.handler(told::add);
        assertThat(told).isEmpty();
    }

    @Test
    void goesOnWhenAHandlerFails() {
        var composers = composers(2, Runnable::run);
        composers.handler(event -> {
            told.add(event);
            throw new IllegalStateException("a handler's own fault");
        });
        composers.status(WILMA, ACTIVE);
        composers.wrote(WILMA);
        assertThat(told).containsExactly(new ComposingEvent(WILMA, true), new ComposingEvent(WILMA, false));
    }
}
