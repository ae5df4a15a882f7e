package org.imxp.beep.fuzz;

import java.util.function.Supplier;

/** What has to hold whatever the input is. */
final class Rule {
    private Rule() {}

    static void holds(boolean rule, Supplier<String> otherwise) {
        if (!rule) {
            throw new AssertionError(otherwise.get());
        }
    }

    static void same(Object one, Object other, String what) {
        holds(one.equals(other), () -> what + " differ:\n" + one + "\n" + other);
    }

    /** A sentence is for a person and a log: there is one, it is short. */
    static void sentence(String sentence) {
        holds(!sentence.isBlank() && sentence.length() <= 1010, () -> "no sentence: '" + sentence + "'");
    }
}
