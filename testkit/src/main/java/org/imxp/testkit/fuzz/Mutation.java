package org.imxp.testkit.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes inputs of others: octets changed, left out, put in, repeated, or taken from another input. */
final class Mutation {
    private final Random random;
    private final List<String> words;

    Mutation(long seed, List<String> words) {
        this.random = new Random(seed);
        this.words = words;
    }

    byte[] of(byte[] input, byte[] other) {
        var mutated = input;
        for (int i = random.nextInt(3); i >= 0; i--) {
            mutated = once(mutated, other);
        }
        return mutated;
    }

    private byte[] once(byte[] input, byte[] other) {
        var from = random.nextInt(input.length + 1);
        var to = Math.min(input.length, from + 1 + random.nextInt(random.nextBoolean() ? 4 : 40));
        return switch (random.nextInt(6)) {
            case 0 -> spliced(input, from, to, new byte[0]);
            case 1 -> spliced(input, from, from, Arrays.copyOfRange(input, from, to));
            case 2 -> spliced(input, from, to, new byte[] {(byte) random.nextInt()});
            case 3 -> spliced(input, from, from, word());
            case 4 -> spliced(input, from, Math.min(input.length, from + 1), word());
            default -> {
                var start = random.nextInt(other.length + 1);
                var end = Math.min(other.length, start + random.nextInt(100));
                yield spliced(input, from, to, Arrays.copyOfRange(other, start, end));
            }
        };
    }

    private byte[] word() {
        return words.get(random.nextInt(words.size())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] spliced(byte[] input, int from, int to, byte[] put) {
        var octets = new byte[from + put.length + input.length - to];
        System.arraycopy(input, 0, octets, 0, from);
        System.arraycopy(put, 0, octets, from, put.length);
        System.arraycopy(input, to, octets, from + put.length, input.length - to);
        return octets;
    }
}
