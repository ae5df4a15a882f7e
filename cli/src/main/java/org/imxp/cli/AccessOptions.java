package org.imxp.cli;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.imxp.endpoint.Access;
import org.imxp.endpoint.Endpoint;
import org.imxp.protocol.ActorPattern;
import org.imxp.protocol.Address;
import org.imxp.protocol.ProtocolException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whose rules are meant, and whom they are about. */
final class AccessOptions {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Option(
            names = "--of",
            paramLabel = "OWNER",
            description = "Whose rules are meant, if not your own; they have to allow you to ask or to change them.")
    private Optional<String> owner = Optional.empty();

    @Parameters(
            index = "0",
            paramLabel = "WHO",
            description = "Whom it is about: an address, or many, such as '*@rubble.com'.")
    private String who = "";

    String who() {
        return who;
    }

    /** Refuses what is nobody, before anything is asked. */
    AccessOptions checked() {
        try {
            var _ = ActorPattern.parse(who);
            return this;
        } catch (ProtocolException e) {
            throw CommandFailure.wrongUsage(
                    VisibleText.line(who) + " is nobody: write an address, such as pebbles@rubble.com, or many, such as"
                            + " '*@rubble.com'.",
                    e);
        }
    }

    /** The same for what only one address can be asked about. */
    AccessOptions checkedForOne() {
        var _ = EndpointArgument.address(who);
        return this;
    }

    /** Attaches, and has the service asked; waits for the answer. */
    <T> T ask(Surroundings surroundings, Function<Access, CompletableFuture<T>> question) {
        var own = client.address();
        var of = owner.map(EndpointArgument::address).orElse(own);
        if (of.parent().equals(own)) {
            return client.askBeside(surroundings, endpoint -> answer(endpoint, of, question));
        }
        // Others have rules for one's own address, not for a subaddress.
        try (var endpoint = client.attach(surroundings)) {
            return answer(endpoint, of, question);
        }
    }

    private static <T> T answer(Endpoint endpoint, Address of, Function<Access, CompletableFuture<T>> question) {
        return Waiting.result(question.apply(endpoint.access(of)), Waiting.LONGEST, "The access service's answer");
    }
}
