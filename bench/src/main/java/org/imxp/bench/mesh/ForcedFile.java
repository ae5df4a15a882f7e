package org.imxp.bench.mesh;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Octets that are on disk before anybody is told so: appended by one thread, with one wait for the disk for all that has gathered
 * meanwhile. It is the least that holding takes.
 */
final class ForcedFile {
    private record Entry(ByteBuf octets, Runnable onDisk) {}

    private final FileChannel file;
    private final BlockingQueue<Entry> gathered = new LinkedBlockingQueue<>();

    private final Executor teller;

    /**
     * Opens the file.
     *
     * @param teller runs what tells that octets are on disk
     */
    ForcedFile(Path path, Executor teller) {
        this.teller = teller;
        try {
            file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().name("forced-file").daemon().start(this::write);
    }

    /** Appends octets, which this gives back, and tells when they are on disk. */
    void append(ByteBuf octets, Runnable onDisk) {
        gathered.add(new Entry(octets, onDisk));
    }

    private void write() {
        var group = new ArrayList<Entry>();
        try {
            while (true) {
                group.add(gathered.take());
                gathered.drainTo(group);
                for (var entry : group) {
                    entry.octets().readBytes(file, entry.octets().readableBytes());
                    entry.octets().release();
                }
                file.force(false);
                var done = List.copyOf(group);
                group.clear();
                teller.execute(() -> done.forEach(entry -> entry.onDisk().run()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
