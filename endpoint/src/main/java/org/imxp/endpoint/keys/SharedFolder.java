package org.imxp.endpoint.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Files that several programs of one person change: one at a time, each whole or not at all. Nobody else may read them.
 *
 * @param folder where they are; it is made if it is not there
 */
record SharedFolder(Path folder) {
    /** A file that is longer was not written here. */
    static final int MOST_OCTETS = 64 << 20;

    private static final String LOCK = "keys.lock";
    private static final int STRIPES = 64;
    /** The system's lock is one of the whole process: these are between its threads. */
    private static final ReentrantLock[] LOCKS =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(ReentrantLock[]::new);

    SharedFolder {
        folder = folder.toAbsolutePath().normalize();
    }

    /** Does something while no other program does such a thing. */
    <T> T alone(Supplier<T> something) {
        var own = LOCKS[Math.floorMod(folder.hashCode(), STRIPES)];
        own.lock();
        try {
            if (own.getHoldCount() > 1) {
                return something.get();
            }
            make();
            try (var channel = FileChannel.open(
                            folder.resolve(LOCK),
                            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                            owner("rw-------"));
                    var _ = channel.lock()) {
                return something.get();
            }
        } catch (IOException e) {
            throw unusable(folder, e);
        } finally {
            own.unlock();
        }
    }

    Optional<String> read(String name) {
        var file = folder.resolve(name);
        try {
            long size = Files.size(file);
            if (size > MOST_OCTETS) {
                throw new KeyException("The file " + file + " has " + size + " octets; the most is " + MOST_OCTETS
                        + ": it was not written by imxp.");
            }
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** Puts a file in place of the one before; a crash leaves one of the two. */
    void write(String name, String text) {
        var file = folder.resolve(name);
        if (text.length() > MOST_OCTETS) {
            throw new KeyException(
                    "The file " + file + " would have " + text.length() + " octets; the most is " + MOST_OCTETS + ".");
        }
        try {
            var fresh = folder.resolve(name + ".new");
            Files.deleteIfExists(fresh);
            try (var channel = FileChannel.open(
                    fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner("rw-------"))) {
                var octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (octets.hasRemaining()) {
                    channel.write(octets);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceNames();
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** After a loss of power the old file may be back otherwise; where folders cannot be opened, the system sees to it. */
    private void forceNames() throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            try (var names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    private void make() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, owner("rwx------"));
        }
    }

    private static FileAttribute<?>[] owner(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static KeyException unusable(Path what, IOException e) {
        return new KeyException(what + ", where keys are kept, cannot be used: " + e.getMessage() + ".", e);
    }
}
