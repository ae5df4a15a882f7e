package org.imxp.relay.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.imxp.relay.store.StoreException.Reason;
import org.jspecify.annotations.Nullable;

/** The files of an embedded database: only their owner can read what is made here. */
final class SqliteFiles {
    private static final Duration LOCK_POLL = Duration.ofMillis(5);

    private SqliteFiles() {}

    /** A lock that is let go of by closing it. */
    interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /** Makes the folder (0700) and an empty file (0600) where they are missing; SQLite gives its other files the same. */
    static void create(Path file) {
        try {
            Files.createDirectories(folder(file), owner(file, "rwx------"));
            // Never opened if it is there: closing it would drop the locks SQLite has on it in this process (POSIX).
            FileChannel.open(
                            file,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            owner(file, "rw-------"))
                    .close();
        } catch (FileAlreadyExistsException e) {
            if (!Files.isRegularFile(file)) {
                throw new StoreException(
                        Reason.UNUSABLE, file + " cannot be a database: " + e.getMessage() + " is in the way", e);
            }
        } catch (IOException e) {
            throw new StoreException(Reason.UNUSABLE, file + " cannot be made: " + e, e);
        }
    }

    /** Waits until no other holds the lock beside the database. The file of the lock stays: to remove it would race. */
    static Held lock(Path file, Duration timeout) {
        var name = file.resolveSibling(file.getFileName() + "-lock");
        try {
            var channel = FileChannel.open(
                    name, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), owner(file, "rw-------"));
            return acquired(channel, file, timeout);
        } catch (IOException e) {
            throw new StoreException(
                    Reason.UNUSABLE, file + " cannot be opened: " + name + " cannot be locked: " + e, e);
        }
    }

    private static Held acquired(FileChannel channel, Path file, Duration timeout) throws IOException {
        for (var waited = Duration.ZERO; waited.compareTo(timeout) < 0; waited = waited.plus(LOCK_POLL)) {
            if (tryLock(channel) != null) {
                return () -> close(channel, file);
            }
            LockSupport.parkNanos(LOCK_POLL.toNanos());
        }
        channel.close();
        throw new StoreException(
                Reason.BUSY, file + ": another process opens it; waited " + timeout.toMillis() + " ms");
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // another thread of this process has it
        }
    }

    private static void close(FileChannel channel, Path file) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StoreException(Reason.UNUSABLE, file + ": its lock cannot be let go: " + e, e);
        }
    }

    private static Path folder(Path file) {
        var folder = file.getParent();
        return folder == null ? Path.of("") : folder;
    }

    private static FileAttribute<?>[] owner(Path file, String permissions) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
