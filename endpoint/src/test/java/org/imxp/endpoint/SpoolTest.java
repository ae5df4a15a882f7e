package org.imxp.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, Spool.IN_MEMORY, Spool.IN_MEMORY + 1, 3 * Spool.IN_MEMORY + 7})
    void givesBackWhatItTookAfterItIsClosedToo(int size) throws IOException {
        var octets = new byte[size];
        new Random(size).nextBytes(octets);
        ByteBuffer kept;
        try (var spool = new Spool(size)) {
            var half = size / 2;
            spool.write(octets, 0, half);
            spool.write(ByteBuffer.wrap(octets, half, size - half));
            kept = spool.octets();
            // In memory up to the bound, and not above it.
            assertThat(kept.isDirect()).isEqualTo(size > Spool.IN_MEMORY);
        }
        assertThat(kept.isReadOnly()).isTrue();
        assertThat(kept).isEqualTo(ByteBuffer.wrap(octets));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, Spool.IN_MEMORY + 10})
    void takesNoOctetMoreThanItsBound(int most) throws IOException {
        try (var spool = new Spool(most)) {
            spool.write(new byte[most - 1]);
            spool.write(7);
            assertThatIOException()
                    .isThrownBy(() -> spool.write(7))
                    .withMessage("these are over " + most + " octets, the most that are allowed");
            assertThat(spool.octets().remaining()).isEqualTo(most);
        }
    }
}
