package org.imxp.relay.trust;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file with a secret. No message has any of it. */
final class SecretFile {
    /** The most octets of a file. */
    static final int MAX_FILE = 4_096;

    private static final Logger LOG = LoggerFactory.getLogger(SecretFile.class);

    private SecretFile() {}

    /** The secret: all of the file but the end of its last line. */
    static char[] read(Path file) {
        try {
            if (Files.size(file) > MAX_FILE) {
                throw new TrustException(
                        file + " has " + Files.size(file) + " octets: at most " + MAX_FILE + " are allowed");
            }
            if (isOpenToOthers(file)) {
                LOG.warn("{} holds a secret, and others than its owner can read it: chmod 600 is advised", file);
            }
            var text = Files.readString(file, StandardCharsets.UTF_8).replaceFirst("\r?\n\\z", "");
            if (text.isEmpty()) {
                throw new TrustException(file + " is empty: it has to hold the secret");
            }
            return text.toCharArray();
        } catch (CharacterCodingException e) {
            throw new TrustException(file + " is not UTF-8", e);
        } catch (IOException e) {
            throw new TrustException(file + " cannot be read: " + e, e);
        }
    }

    static boolean isOpenToOthers(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return false;
        }
        var others = EnumSet.of(
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.GROUP_WRITE,
                PosixFilePermission.OTHERS_READ,
                PosixFilePermission.OTHERS_WRITE);
        others.retainAll(Files.getPosixFilePermissions(file));
        return !others.isEmpty();
    }
}
