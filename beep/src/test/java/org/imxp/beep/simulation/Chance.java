package org.imxp.beep.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** The one source of randomness of a world. */
final class Chance {
    private final SplittableRandom random;

    Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A number from 0 up to, and without, a bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    boolean percent(int of100) {
        return random.nextInt(100) < of100;
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** The size of a payload: often nothing or little, often about a window, seldom much. */
    int size(int most) {
        return switch (random.nextInt(9)) {
            case 0 -> 0;
            case 1, 2, 3 -> random.nextInt(200);
            case 4, 5 -> Math.min(most, random.nextInt(5000));
            case 6 -> Math.min(most, 4096 + random.nextInt(-2, 3));
            case 7 -> Math.min(most, random.nextInt(20_000));
            case 8 -> random.nextInt(most);
            default -> most;
        };
    }
}
