package org.imxp.endpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Octets that are collected, in memory as long as they are few, else in a file that nobody else can open: it has no name any
 * more, and is gone when nobody holds its octets. Not thread-safe.
 */
public final class Spool extends OutputStream {
    /** The most octets that are kept in memory. */
    public static final int IN_MEMORY = 256 << 10;

    private final long most;
    private ByteArrayOutputStream memory = new ByteArrayOutputStream(0);
    private Optional<FileChannel> file = Optional.empty();
    private long length;

    /**
     * An empty one, whose file is where the system has files for a short time.
     *
     * @param most octets that it takes
     */
    public Spool(int most) {
        this.most = most;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int from, int size) throws IOException {
        write(ByteBuffer.wrap(octets, from, size));
    }

    /**
     * Adds octets.
     *
     * @param octets all that remain
     * @throws IOException if they are too many, or the file can't take them
     */
    public void write(ByteBuffer octets) throws IOException {
        if (octets.remaining() > most - length) {
            throw new IOException("these are over " + most + " octets, the most that are allowed");
        }
        length += octets.remaining();
        if (file.isEmpty() && length <= IN_MEMORY) {
            var copy = new byte[octets.remaining()];
            octets.get(copy);
            memory.write(copy, 0, copy.length);
            return;
        }
        var to = opened();
        while (octets.hasRemaining()) {
            to.write(octets);
        }
    }

    /**
     * What was collected; nothing is added any more.
     *
     * @return read only
     * @throws IOException if the file can't be read
     */
    public ByteBuffer octets() throws IOException {
        if (file.isEmpty()) {
            return ByteBuffer.wrap(memory.toByteArray()).asReadOnlyBuffer();
        }
        // A mapping of a file that nobody else can open does not change, nor lose its end.
        return file.get().map(FileChannel.MapMode.READ_ONLY, 0, length);
    }

    /** Closes the file; octets that were taken out stay. */
    @Override
    public void close() throws IOException {
        if (file.isPresent()) {
            file.get().close();
        }
    }

    private FileChannel opened() throws IOException {
        if (file.isPresent()) {
            return file.get();
        }
        // Made for its owner only. Where names go with the last one who has it open, it has none from here on.
        var path = Files.createTempFile("imxp-", "");
        var made = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        file = Optional.of(made);
        var before = ByteBuffer.wrap(memory.toByteArray());
        memory = new ByteArrayOutputStream(0);
        while (before.hasRemaining()) {
            made.write(before);
        }
        return made;
    }
}
