package org.imxp.testkit;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A conversation in {@code C:} and {@code S:} lines. */
public final class Conversation {
    private static final Map<String, Set<String>> REQUIREMENTS = new ConcurrentHashMap<>();

    private Conversation() {}

    static Set<String> requirementsOf(String displayName) {
        return REQUIREMENTS.getOrDefault(displayName, Set.of());
    }
}
