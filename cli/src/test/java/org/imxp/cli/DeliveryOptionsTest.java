package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.imxp.endpoint.SendOptions;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class DeliveryOptionsTest {
    private static SendOptions options(String... arguments) {
        return CommandLine.populateCommand(new DeliveryOptions(), arguments).apply(SendOptions.DEFAULT);
    }

    @Test
    void nothingIsAskedForByDefault() {
        assertThat(options()).isEqualTo(SendOptions.DEFAULT);
    }

    @Test
    void eachOptionIsWhatTheLibraryCallsIt() {
        assertThat(options("--hold")).isEqualTo(SendOptions.DEFAULT.held());
        assertThat(options("--max-hops", "7")).isEqualTo(SendOptions.DEFAULT.withMostHops(7));
        assertThat(options("--expire", "500ms").expiry()).contains(Duration.ofMillis(500));
        assertThat(options("--expire", "90s").expiry()).contains(Duration.ofSeconds(90));
        assertThat(options("--expire", "10m").expiry()).contains(Duration.ofMinutes(10));
        assertThat(options("--expire", "2h").expiry()).contains(Duration.ofHours(2));
        assertThat(options("--expire", "24d").expiry()).contains(Duration.ofDays(24));
    }
}
