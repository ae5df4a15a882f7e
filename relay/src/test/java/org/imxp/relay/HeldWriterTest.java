package org.imxp.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.imxp.relay.store.GroupWriter;
import org.imxp.relay.store.HeldDatum;
import org.imxp.relay.store.HeldTotals;
import org.imxp.relay.store.JdbcStore;
import org.imxp.relay.store.Octets;
import org.imxp.relay.store.Store;
import org.imxp.relay.store.StoreUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HeldWriterTest {
    @TempDir
    private Path folder;

    private Store store;
    private GatedHeldData gated;
    private HeldWriter writer;

    @BeforeEach
    void open() {
        store = JdbcStore.open(new StoreUrl.Sqlite(folder.resolve("imxp.db")));
        gated = new GatedHeldData(store.held());
        writer = new HeldWriter(gated, GroupWriter.thread("writer"));
    }

    @AfterEach
    void close() {
        gated.open();
        writer.close();
        store.close();
    }

    private static HeldDatum datum(int n) {
        return new HeldDatum(
                "fred@example.com",
                "fred@example.com",
                Instant.EPOCH.plusMillis(n),
                Optional.empty(),
                "APEX",
                Octets.of(new byte[1]));
    }

    private CompletableFuture<Boolean> add(int n) {
        return writer.add(datum(n)).toCompletableFuture();
    }

    private long stored() {
        return store.held().totals("fred@example.com").data();
    }

    @Test
    void waitsForTheDiskOnAThreadThatKeepsNoOtherWaiting() {
        var virtual = new CompletableFuture<Boolean>();
        gated.open();

        var done = writer.aside(held -> virtual.complete(Thread.currentThread().isVirtual()));

        assertThat(done.toCompletableFuture().join()).isTrue();
        assertThat(virtual.join()).isFalse();
    }

    @Test
    void writesWhatHasGatheredInOneTransaction() {
        var first = add(0);
        gated.awaitArrival();
        var others = IntStream.rangeClosed(1, 1_000).mapToObj(this::add).toList();
        assertThat(others).noneMatch(CompletableFuture::isDone);
        assertThat(first).isNotDone();

        gated.open();

        assertThat(first.join()).isTrue();
        assertThat(others).allMatch(CompletableFuture::join);
        assertThat(stored()).isEqualTo(1_001);
        assertThat(gated.changes()).isEqualTo(2);
        assertThat(store.held().next("fred@example.com", 0, 1_000))
                .extracting(stored -> stored.datum().received().toEpochMilli())
                .isSorted();
    }

    @Test
    void beginsAnotherTransactionWithOneMore() {
        var _ = add(0);
        gated.awaitArrival();
        var others = IntStream.rangeClosed(1, 1_001).mapToObj(this::add).toList();

        gated.open();

        assertThat(others).allMatch(CompletableFuture::join);
        assertThat(gated.changes()).isEqualTo(3);
    }

    @Test
    void removesTogetherWithWhatIsAdded() {
        gated.open();
        assertThat(add(1).join()).isTrue();
        long number = store.held().next("fred@example.com", 0, 1).getFirst().number();

        assertThat(writer.remove(number).toCompletableFuture().join()).isTrue();

        assertThat(store.held().totals("fred@example.com")).isEqualTo(HeldTotals.NONE);
    }

    @Test
    void claimsNothingThatTheStoreDidNotTake() {
        gated.fail(true);
        var first = add(0);
        gated.awaitArrival();
        var second = add(1);
        gated.open();

        assertThat(first.join()).isFalse();
        assertThat(second.join()).isFalse();
        assertThat(stored()).isZero();

        gated.fail(false);
        assertThat(add(2).join()).isTrue();
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void writesWhatWaitsBeforeItEndsAndNothingAfter() {
        var first = add(0);
        gated.awaitArrival();
        var second = add(1);
        gated.open();
        writer.close();

        assertThat(first.join()).isTrue();
        assertThat(second.join()).isTrue();
        assertThat(add(2).join()).isFalse();
        assertThat(writer.remove(1).toCompletableFuture().join()).isFalse();
        assertThat(stored()).isEqualTo(2);
    }
}
