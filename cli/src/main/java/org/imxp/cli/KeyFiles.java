package org.imxp.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Files with keys, which people name. */
final class KeyFiles {
    private KeyFiles() {}

    /** Each octet as a character, since a key may come without armor. */
    static String read(Path file, int most) {
        try (var stream = Files.newInputStream(file)) {
            var octets = stream.readNBytes(most + 1);
            if (octets.length > most) {
                throw CommandFailure.refused("The file " + file + " is longer than " + most + " octets, the most.");
            }
            return new String(octets, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw CommandFailure.refused("The file " + file + " cannot be read: " + Failures.reason(e) + ".", e);
        }
    }

    /** A file that nobody else may read; never in place of one that is there. */
    static void write(Path file, String text) {
        try (var channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OwnersOnly.file())) {
            var octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (octets.hasRemaining()) {
                channel.write(octets);
            }
            channel.force(true);
        } catch (FileAlreadyExistsException e) {
            throw CommandFailure.refused("There is a file " + file + " already; name another.", e);
        } catch (IOException e) {
            throw CommandFailure.refused("The file " + file + " cannot be written: " + Failures.reason(e) + ".", e);
        }
    }
}
