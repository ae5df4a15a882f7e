package org.imxp.testkit.fuzz;

import java.util.function.Supplier;

/** What has to hold whatever the input is. */
public final class FuzzRule {
    private FuzzRule() {}

    /**
     * Fails unless a rule holds.
     *
     * @param rule whether it does
     * @param otherwise what is told if not
     */
    public static void holds(boolean rule, Supplier<String> otherwise) {
        if (!rule) {
            throw new AssertionError(otherwise.get());
        }
    }

    /**
     * Fails unless two things are the same.
     *
     * @param one the one
     * @param other the other
     * @param what what they are
     */
    public static void same(Object one, Object other, String what) {
        holds(one.equals(other), () -> what + " differ:\n" + one + "\n" + other);
    }

    /**
     * Fails unless a sentence is for a person and a log: there is one, it is short.
     *
     * @param sentence the sentence
     */
    public static void sentence(String sentence) {
        holds(!sentence.isBlank() && sentence.length() <= 1010, () -> "no sentence: '" + sentence + "'");
    }
}
