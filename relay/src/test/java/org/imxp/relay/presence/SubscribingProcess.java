package org.imxp.relay.presence;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.imxp.protocol.Address;
import org.imxp.protocol.Data;
import org.imxp.protocol.DataContent;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Domain;
import org.imxp.protocol.Payload;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.XmlFragment;
import org.imxp.relay.access.AccessChanges;
import org.imxp.relay.config.Limits;
import org.imxp.relay.service.ManualAlarms;
import org.imxp.relay.service.ServiceSurroundings;
import org.imxp.relay.store.JdbcStore;
import org.imxp.relay.store.StoreUrl;

/** A presence service in a process of its own: one after the other subscribes, and each that gets an entry is said. */
final class SubscribingProcess {
    private static final int ON_THEIR_WAY = 64;

    private SubscribingProcess() {}

    static Process start(Path folder) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SubscribingProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] arguments) {
        var permits = new Semaphore(ON_THEIR_WAY);
        var time = new ManualAlarms();
        var around = new ServiceSurroundings(
                List.of(Domain.parse("example.com")),
                endpoint -> CompletableFuture.completedFuture(true),
                new TestAccess().all("presence:subscribe"),
                (service, recipient, content) -> {
                    if (content.in(Dialect.APEX).xml().startsWith("<publish")) {
                        System.out.println(recipient);
                    }
                    permits.release();
                    return CompletableFuture.completedFuture(ReplyCode.SUCCESS);
                },
                listener -> {},
                time,
                time,
                () -> Instant.EPOCH.toEpochMilli());
        var store = JdbcStore.open(new StoreUrl.Sqlite(Path.of(arguments[0]).resolve("imxp.db")));
        var service = PresenceService.open(Limits.defaults(), around, store.presence(), AccessChanges.NONE, true);
        var recipient = Address.parse("apex=presence@example.com");
        for (int n = 0; ; n++) {
            permits.acquireUninterruptibly();
            var subscribe = "<subscribe publisher='fred" + n % 10 + "@example.com' duration='86400' transID='1' />";
            service.receive(Payload.of(Data.of(
                    new DataContent("Content", XmlFragment.of(subscribe)),
                    Address.parse("s" + n + "@far.example"),
                    recipient)));
        }
    }
}
