package org.imxp.cli;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.imxp.endpoint.Access;
import org.imxp.endpoint.Rule;
import org.imxp.protocol.Address;
import org.imxp.protocol.ProtocolException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code imxp access show}. */
@Command(
        name = "show",
        description = "Shows what somebody may do, and your rule for exactly them.",
        footer = {
            "",
            "Examples:",
            "  ./imxp access show --as fred@example.com barney@example.com",
            "  ./imxp access show --as fred@example.com '*@*'"
        })
final class AccessShow implements Runnable {
    @Mixin
    private final AccessOptions options = new AccessOptions();

    private final Surroundings surroundings;

    AccessShow(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        options.checked().ask(surroundings, this::shown).lines().forEach(surroundings::data);
    }

    private CompletableFuture<String> shown(Access access) {
        var rule = access.rule(options.who()).thenApply(this::sentence);
        return isOne()
                ? access.permissions(options.who())
                        .thenApply(may -> PermissionWords.sentence(options.who(), may))
                        .thenCombine(rule, (may, said) -> may + "\n" + said)
                : rule;
    }

    private boolean isOne() {
        try {
            var _ = Address.parse(options.who());
            return options.who().indexOf('*') < 0 && options.who().indexOf('\\') < 0;
        } catch (ProtocolException e) {
            return false;
        }
    }

    private String sentence(Optional<Rule> rule) {
        return rule.map(found -> "rule of " + found.lastUpdate() + ": " + PermissionWords.sentence(found))
                .orElse("no rule for exactly " + VisibleText.line(options.who()));
    }
}
