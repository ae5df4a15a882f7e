package org.imxp.relay.contact;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.imxp.protocol.Address;
import org.imxp.protocol.Data;
import org.imxp.protocol.DataContent;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Domain;
import org.imxp.protocol.Payload;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.XmlFragment;
import org.imxp.relay.access.AccessBounds;
import org.imxp.relay.access.AccessService;
import org.imxp.relay.access.AccessTable;
import org.imxp.relay.access.DefaultAccess;
import org.imxp.relay.config.Limits;
import org.imxp.relay.service.ManualAlarms;
import org.imxp.relay.service.ServiceSurroundings;
import org.imxp.relay.store.Account;
import org.imxp.relay.store.GroupWriter;
import org.imxp.relay.store.JdbcStore;
import org.imxp.relay.store.Samples;
import org.imxp.relay.store.StoreUrl;

/**
 * A contact service in a process of its own: one after the other of another domain asks, and is accepted. Each whose request was
 * answered with 250 is said, and each whose acceptance was.
 */
final class AskingProcess {
    static final String ASKED = "asked ";
    static final String ACCEPTED = "accepted ";

    private static final int OWNERS = 10;
    private static final int ON_THEIR_WAY = 64;
    private static final Address SERVICE = Address.parse("apex=contact@example.com");

    private AskingProcess() {}

    static Process start(Path folder) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AskingProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] arguments) {
        var permits = new Semaphore(ON_THEIR_WAY);
        var time = new ManualAlarms();
        var services = new ContactService[1];
        var numbers = new AtomicInteger(1_000_000_000);
        var store = JdbcStore.open(new StoreUrl.Sqlite(Path.of(arguments[0]).resolve("imxp.db")));
        for (int n = 0; n < OWNERS; n++) {
            store.accounts().add(new Account(owner(n), "example.com", Samples.credentials(n), Instant.EPOCH));
        }
        var table = AccessTable.load(new DefaultAccess(List.of()), store.access());
        var around = new ServiceSurroundings(
                List.of(Domain.parse("example.com")),
                endpoint -> CompletableFuture.completedFuture(true),
                table,
                (service, recipient, content) -> {
                    var xml = content.in(Dialect.APEX).xml();
                    if (xml.startsWith("<reply code='250'")) {
                        int transId = Integer.parseInt(xml.replaceAll(".* transID='([0-9]+)'.*", "$1"));
                        if (recipient.isService()) {
                            System.out.println(ASKED + transId);
                            var from = "s" + transId + "@far.example";
                            say(
                                    services[0],
                                    owner(transId),
                                    "<answer transID='" + transId + "' to='" + owner(transId) + "' from='" + from
                                            + "' verdict='accept' />");
                        } else {
                            System.out.println(ACCEPTED + transId);
                            permits.release();
                        }
                    }
                    return CompletableFuture.completedFuture(ReplyCode.SUCCESS);
                },
                listener -> {},
                time,
                time,
                numbers::getAndIncrement);
        AccessService.open(
                around, table, store.access(), AccessBounds.of(Limits.defaults()), GroupWriter.thread("access-writer"));
        services[0] = ContactService.open(
                around,
                table,
                store.contacts(),
                new ContactBounds(1000, 1_000_000, 1_000_000, 1, 1, 1_000_000, 1_000_000, 1000),
                GroupWriter.thread("contact-writer"),
                Executors.newVirtualThreadPerTaskExecutor());
        for (int n = 1; ; n++) {
            permits.acquireUninterruptibly();
            say(
                    services[0],
                    "apex=contact@far.example",
                    "<request transID='" + n + "' from='s" + n + "@far.example' to='" + owner(n)
                            + "' wants='core:data' asked='" + Instant.EPOCH + "' expires='" + Instant.EPOCH + "' />");
        }
    }

    static String owner(int number) {
        return "fred" + number % OWNERS + "@example.com";
    }

    private static void say(ContactService service, String from, String xml) {
        service.receive(
                Payload.of(Data.of(new DataContent("Content", XmlFragment.of(xml)), Address.parse(from), SERVICE)));
    }
}
