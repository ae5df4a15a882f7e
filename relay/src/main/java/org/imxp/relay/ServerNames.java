package org.imxp.relay;

import java.net.InetAddress;
import java.util.function.Predicate;

/**
 * The server names that the relay answers to: its domains; and, since some peers send what they dialled, IP addresses and
 * {@code localhost}.
 */
record ServerNames(ServedDomains domains) implements Predicate<String> {
    @Override
    public boolean test(String name) {
        return domains.named(name).isPresent() || name.equalsIgnoreCase("localhost") || isAddress(name);
    }

    private static boolean isAddress(String name) {
        try {
            InetAddress.ofLiteral(name);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
