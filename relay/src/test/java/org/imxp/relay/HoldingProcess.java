package org.imxp.relay;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.config.Limit;
import org.imxp.relay.config.Limits;
import org.imxp.relay.store.JdbcStore;
import org.imxp.relay.store.StoreUrl;

/** A relay's holding in a process of its own: holds one data after the other, and says each that it is told is held. */
final class HoldingProcess {
    private static final int ON_THEIR_WAY = 64;

    private HoldingProcess() {}

    /** Begins with the number that follows those given before. */
    static Process start(Path folder, int first) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HoldingProcess.class.getName(),
                        folder.toString(),
                        Integer.toString(first))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] arguments) {
        var url = new StoreUrl.Sqlite(Path.of(arguments[0]).resolve("imxp.db"));
        var permits = new Semaphore(ON_THEIR_WAY);
        var holding = new StoredHolding(
                JdbcStore.open(url).held(),
                HeldBounds.of(Limits.defaults().with(Limit.HELD_DATA_PER_ENDPOINT, 1_000_000)),
                new Attachments(),
                (payload, received, attachment) -> {
                    throw new IllegalStateException("nobody is attached");
                },
                (payload, received) -> {},
                new HeldTime());
        for (int n = Integer.parseInt(arguments[1]); ; n++) {
            permits.acquireUninterruptibly();
            int number = n;
            var _ = holding.hold(HeldWorld.payload(HeldWorld.FRED, "m" + n), Instant.EPOCH, Optional.empty())
                    .thenAccept(outcome -> {
                        if (outcome.code().equals(ReplyCode.IN_PROGRESS)) {
                            System.out.println(number);
                        }
                        permits.release();
                    });
        }
    }
}
