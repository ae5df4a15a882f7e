package org.imxp.cli;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.imxp.endpoint.Permission;
import org.imxp.endpoint.Rule;

/** Permissions as people type and read them: {@code see-presence}. */
final class PermissionWords {
    private PermissionWords() {}

    static String word(Permission permission) {
        return permission.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads what is typed.
     *
     * @throws CommandFailure of wrong usage if a word is none
     */
    static Permission[] read(List<String> typed) {
        return typed.stream().map(PermissionWords::read).distinct().toArray(Permission[]::new);
    }

    private static Permission read(String typed) {
        return Arrays.stream(Permission.values())
                .filter(permission -> word(permission).equals(typed.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> CommandFailure.wrongUsage(
                        VisibleText.line(typed) + " is not something to allow: " + all() + "."));
    }

    private static String all() {
        return joined(List.of(Permission.values()));
    }

    private static String joined(Collection<Permission> permissions) {
        return permissions.stream().map(PermissionWords::word).collect(Collectors.joining(", "));
    }

    static String sentence(String who, Collection<Permission> permissions) {
        return VisibleText.line(who) + " may do "
                + (permissions.isEmpty() ? "nothing" : "this: " + joined(permissions));
    }

    static String sentence(Rule rule) {
        if (rule.isBlocked()) {
            return VisibleText.line(rule.who()) + " is blocked";
        }
        var others = rule.otherActions();
        return sentence(rule.who(), rule.permissions())
                + (others.isEmpty() ? "" : ", " + VisibleText.line(String.join(", ", others)));
    }
}
