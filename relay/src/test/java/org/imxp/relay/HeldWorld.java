package org.imxp.relay;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import org.imxp.protocol.Address;
import org.imxp.protocol.Data;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Payload;
import org.imxp.protocol.PayloadReader;
import org.imxp.protocol.ProtocolLimits;
import org.imxp.relay.config.Limit;
import org.imxp.relay.config.Limits;
import org.imxp.relay.store.HeldData;
import org.imxp.relay.store.JdbcStore;
import org.imxp.relay.store.Store;
import org.imxp.relay.store.StoreUrl;

/** A store on disk, who is attached, and an endpoint that answers as a test says. */
final class HeldWorld implements AutoCloseable {
    /** A data on its way to an endpoint, which has not answered yet. */
    record Given(String text, Instant received, Attachment attachment, CompletableFuture<Outcome> answer) {
        void answers(Outcome outcome) {
            answer.complete(outcome);
        }
    }

    static final Address FRED = Address.parse("fred@example.com");
    static final Address WILMA = Address.parse("wilma@example.com");

    private static final PayloadReader READER = new PayloadReader(ProtocolLimits.defaults());

    final HeldTime time = new HeldTime();
    final BlockingQueue<Given> given = new LinkedBlockingQueue<>();
    final BlockingQueue<String> expired = new LinkedBlockingQueue<>();
    private MemoryWorld world = new MemoryWorld();
    private final List<StoredHolding> opened = new ArrayList<>();
    private final Store store;
    private int transId;

    HeldWorld(Path folder) {
        store = JdbcStore.open(new StoreUrl.Sqlite(folder.resolve("imxp.db")));
    }

    Store store() {
        return store;
    }

    StoredHolding holding(Limits limits) {
        return holding(store.held(), limits);
    }

    StoredHolding holding(HeldData data, Limits limits) {
        var holding = new StoredHolding(
                data,
                HeldBounds.of(limits),
                world.mesh().attachments(),
                this::deliver,
                (payload, received) -> expired.add(text(payload)),
                time);
        opened.add(holding);
        return holding;
    }

    static Limits limits(Limit limit, long value) {
        return Limits.defaults().with(limit, value);
    }

    private CompletionStage<Outcome> deliver(Payload payload, Instant received, Attachment attachment) {
        if (world.mesh()
                .attachments()
                .find(attachment.endpoint())
                .filter(attachment::equals)
                .isEmpty()) {
            // As its channel would say: it left after it was chosen.
            return CompletableFuture.completedStage(Outcome.NOT_ATTACHED);
        }
        var answer = new CompletableFuture<Outcome>();
        given.add(new Given(text(payload), received, attachment, answer));
        return answer;
    }

    /** Nobody is attached to the relay that starts now; what is left of the one before knows only those who were attached there. */
    void restart() {
        world = new MemoryWorld();
    }

    /** Attaches, but does not tell the holding. */
    Attachment attach(Address endpoint) {
        transId++;
        world.peer()
                .on(Dialect.APEX, endpoint.parent().toString())
                .says("<attach endpoint='" + endpoint + "' transID='" + transId + "' />")
                .hears("<ok />");
        return world.mesh().attachments().find(endpoint).orElseThrow();
    }

    void detach(Attachment attachment) {
        attachment.released();
    }

    CompletableFuture<Outcome> hold(Holding holding, Address recipient, String text) {
        return hold(holding, recipient, text, Optional.empty());
    }

    CompletableFuture<Outcome> hold(Holding holding, Address recipient, String text, Optional<Instant> expiry) {
        return holding.hold(payload(recipient, text), time.instant(), expiry).toCompletableFuture();
    }

    /** A data as it comes from the wire. */
    static Payload payload(Address recipient, String text) {
        var xml = "Content-Type: application/beep+xml\r\n\r\n<data content='#Content'>"
                + "<originator identity='barney@example.com' /><recipient identity='" + recipient + "' />"
                + "<data-content Name='Content'><t>" + text + "</t></data-content></data>";
        return READER.read(xml.getBytes(StandardCharsets.UTF_8), Dialect.APEX);
    }

    static long size(Address recipient, String text) {
        return HeldPayloads.write(payload(recipient, text)).length();
    }

    static String text(Payload payload) {
        var xml = payload.data().map(Data::dataContent).orElseThrow().xml().xml();
        return xml.substring(xml.indexOf("<t>") + 3, xml.indexOf("</t>"));
    }

    /** Waits for what another thread is about to do. */
    static void until(BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        opened.forEach(StoredHolding::close);
        store.close();
    }
}
