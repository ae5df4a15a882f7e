package org.imxp.relay.certificate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only their owner can read, and that are there whole or not at all. */
final class OwnerFile {
    private OwnerFile() {}

    /** Makes a folder, and those above it, where they are missing. */
    static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder, owner(folder, "rwx------"));
        } catch (IOException e) {
            throw new CertificateFileException(folder + " cannot be made: " + e, e);
        }
    }

    /** Replaces a file. Its content is on disk before it has its name. */
    static void write(Path file, byte[] content) {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh); // what a process left that ended here
            var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            try (var channel = FileChannel.open(fresh, options, owner(file, "rw-------"))) {
                var octets = ByteBuffer.wrap(content);
                while (octets.hasRemaining()) {
                    channel.write(octets);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CertificateFileException(file + " cannot be written: " + e, e);
        }
    }

    private static FileAttribute<?>[] owner(Path file, String permissions) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
