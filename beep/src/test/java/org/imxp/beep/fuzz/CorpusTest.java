package org.imxp.beep.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.imxp.beep.fuzz.Targets.Target;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;

/** Replays the corpus of each target, and inputs made of it, the same ones each time; needs nothing but Java. */
class CorpusTest {
    private static final long SEED = 3080;
    private static final int MUTATIONS = 20;

    @TestFactory
    Stream<DynamicTest> corpora(TestReporter reporter) {
        return Stream.concat(
                Targets.ALL.stream().map(target -> test(reporter, target.getKey(), target.getValue())),
                Stream.of(test(reporter, "EveryTarget", EveryTarget::fuzzerTestOneInput)));
    }

    private static DynamicTest test(TestReporter reporter, String name, Target target) {
        return DynamicTest.dynamicTest(name, () -> {
            reporter.publishEntry(name, "seed of the mutations: " + SEED);
            var corpus = Targets.corpus(name);
            if (!name.equals("EveryTarget")) {
                assertThat(corpus).as("the corpus of " + name).isNotEmpty();
            }
            corpus.forEach((file, input) -> tryInput(name, target, file, input));
            mutate(name, target, new ArrayList<>(corpus.values()));
        });
    }

    private static void mutate(String name, Target target, List<byte[]> inputs) {
        var mutation = new Mutation(SEED);
        for (int i = 0; i < inputs.size() * MUTATIONS; i++) {
            var other = inputs.get((i * 7 + i / inputs.size()) % inputs.size());
            tryInput(name, target, "mutation " + i, mutation.of(inputs.get(i % inputs.size()), other));
        }
    }

    private static void tryInput(String name, Target target, String what, byte[] input) {
        try {
            target.tryInput(input);
        } catch (RuntimeException | Error e) {
            throw new AssertionError(name + ", " + what + ", kept as " + keep(name, input) + ": " + e, e);
        }
    }

    private static Path keep(String name, byte[] input) {
        try {
            var file = "replayed-" + HexFormat.of().toHexDigits(Arrays.hashCode(input));
            return Files.write(Targets.crashes(name).resolve(file), input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
