package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** A message of any frames comes together again, in room that stays near to what it needs. */
class PayloadPiecesTest {
    private static final int MOST = 1 << 20;

    private final PayloadPieces pieces = new PayloadPieces();

    @Test
    void theOnlyFrameIsNotCopied() {
        add(new byte[1000], false);

        assertThat(pieces.room()).isEqualTo(1000);
        assertThat(pieces.whole()).isSameAs(pieces.whole()).hasSize(1000);
    }

    @Test
    void anEmptyMessageTakesNoRoom() {
        add(new byte[0], false);

        assertThat(pieces.room()).isZero();
        assertThat(pieces.whole()).isEmpty();
    }

    @Test
    void roomIsNeverOverTheBoundOfAMessage() {
        add(new byte[MOST - 1], true);

        assertThat(pieces.growth(1, true, MOST)).isEqualTo(1);
    }

    @Test
    void manySmallFramesMakeFewPieces() {
        var grown = 0;
        for (int i = 0; i < 100_000; i++) {
            grown += add(new byte[] {(byte) i}, true) > 0 ? 1 : 0;
        }

        assertThat(grown).isLessThan(20);
        assertThat(pieces.room()).isLessThanOrEqualTo(2 * pieces.length());
    }

    @Property
    void whatCameIsWhatIsThere(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(max = 70_000) Integer> sizes, @ForAll long seed) {
        pieces.clear();
        var all = new byte[sizes.stream().mapToInt(size -> size).sum()];
        new Random(seed).nextBytes(all);
        var at = 0;
        for (int i = 0; i < sizes.size(); i++) {
            add(Arrays.copyOfRange(all, at, at + sizes.get(i)), i < sizes.size() - 1);
            at += sizes.get(i);
        }

        assertThat(pieces.length()).isEqualTo(all.length);
        assertThat(pieces.whole()).isEqualTo(all);
        assertThat(pieces.room() - all.length).isLessThanOrEqualTo(1 << 17);
    }

    private int add(byte[] frame, boolean more) {
        var growth = pieces.growth(frame.length, more, 4 * MOST);
        pieces.grow(growth);
        pieces.append(ByteBuffer.wrap(frame));
        return growth;
    }
}
