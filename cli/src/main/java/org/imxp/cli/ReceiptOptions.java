package org.imxp.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.imxp.endpoint.Receipt;
import org.imxp.endpoint.SendOptions;
import org.imxp.endpoint.Sending;
import org.imxp.message.receipt.Disposition;
import org.imxp.message.receipt.Wanted;
import org.imxp.protocol.Address;
import picocli.CommandLine.Option;

/** What recipients' programs are asked to tell of a message, and waiting for it. */
final class ReceiptOptions {
    /** What can be asked. */
    enum Asked {
        /** Whether it has reached the program. */
        DELIVERY,
        /** Whether it was shown. */
        DISPLAY;

        private Stream<Wanted> wanted() {
            return switch (this) {
                case DELIVERY -> Stream.of(Wanted.POSITIVE_DELIVERY, Wanted.NEGATIVE_DELIVERY);
                case DISPLAY -> Stream.of(Wanted.DISPLAY);
            };
        }

        private boolean isAnsweredBy(Disposition told) {
            return told.kind() == (this == DELIVERY ? Disposition.Kind.DELIVERY : Disposition.Kind.DISPLAY);
        }
    }

    /** What one recipient is to tell. */
    private record Awaited(Address recipient, Asked what) {
        boolean isAnsweredBy(Receipt receipt) {
            return recipient.equals(receipt.recipient()) && what.isAnsweredBy(receipt.disposition());
        }
    }

    @Option(
            names = "--receipt",
            paramLabel = "delivery|display",
            split = ",",
            description =
                    "Ask the recipient's program to tell when it has the message, or has shown it; it does if its user"
                            + " lets you know. With --status, which it includes.")
    private Set<Asked> asked = new LinkedHashSet<>();

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "How long to wait for receipts, from the report on. Default: ${DEFAULT-VALUE}.")
    private String wait = "30s";

    boolean isAsked() {
        return !asked.isEmpty();
    }

    SendOptions apply(SendOptions plain) {
        var _ = time();
        return isAsked()
                ? plain.requesting(asked.stream().flatMap(Asked::wanted).toArray(Wanted[]::new))
                : plain;
    }

    private Duration time() {
        return DurationArgument.of("--wait", wait);
    }

    /**
     * Has each receipt printed as it comes, and waits for those who have the message; says of whom none has come.
     *
     * @param has whoever has the message, and so may tell
     */
    void await(Correspondence correspondence, Sending sending, List<Address> has, Consumer<String> print) {
        var open = new ArrayList<>(has.stream()
                .flatMap(recipient -> asked.stream().map(what -> new Awaited(recipient, what)))
                .toList());
        var all = new CompletableFuture<Void>();
        correspondence.onReceipt(sending, receipt -> {
            synchronized (open) {
                if (!all.isDone()) {
                    print.accept(receipt.recipient() + ": " + receipt.sentence());
                    open.removeIf(one -> one.isAnsweredBy(receipt));
                    if (open.isEmpty()) {
                        all.complete(null);
                    }
                }
            }
        });
        if (!has.isEmpty()) {
            var _ = Forever.result(all.copy().completeOnTimeout(null, time().toMillis(), TimeUnit.MILLISECONDS));
        }
        synchronized (open) {
            all.complete(null);
            open.stream()
                    .map(one -> one.recipient() + ": no receipt of "
                            + one.what().name().toLowerCase(Locale.ROOT)
                            + " within " + DurationArgument.seconds(time())
                            + ", which may only mean that you are not to know")
                    .forEach(print);
        }
    }
}
