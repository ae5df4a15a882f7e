package org.imxp.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.imxp.message.body.Attachment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where files of others are saved: under safe names in this one folder, never over a file or through a link that is there, and
 * for its owner only.
 */
final class SavingFolder {
    /** How many files of one name there may be. */
    static final int MOST_OF_A_NAME = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(SavingFolder.class);
    private static final Set<OpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private final Path folder;

    private SavingFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * A folder, which is made if it is not there.
     *
     * @throws CommandFailure if it can't be made, or is none
     */
    static SavingFolder of(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, OwnersOnly.folder());
            }
            return new SavingFolder(folder.toRealPath());
        } catch (FileAlreadyExistsException e) {
            throw CommandFailure.refused(VisibleText.line(folder.toString()) + " is not a folder.", e);
        } catch (IOException e) {
            throw CommandFailure.refused(
                    "The folder " + VisibleText.line(folder.toString()) + " cannot be made: " + Failures.reason(e)
                            + ".",
                    e);
        }
    }

    /** Saves a file, or says why not. It is on the disk when it is said to be saved. */
    ShownFile save(ShownFile shown) {
        try {
            return shown.savedAs(save(shown.file()));
        } catch (IOException e) {
            LOG.debug("{} was not saved", shown.file().name(), e);
            return shown.notSaved(Failures.reason(e));
        }
    }

    private Path save(Attachment file) throws IOException {
        for (var number = 1; number <= MOST_OF_A_NAME; number++) {
            var name = number == 1 ? file.name() : file.name().numbered(number);
            Path path;
            try {
                path = folder.resolve(name.text());
            } catch (InvalidPathException e) {
                throw new IOException("its name cannot be written here", e);
            }
            FileChannel made;
            try {
                made = FileChannel.open(path, NEW, OwnersOnly.file());
            } catch (FileAlreadyExistsException taken) {
                continue;
            }
            write(file, made, path);
            return path;
        }
        throw new IOException("there are " + MOST_OF_A_NAME + " files of that name already");
    }

    private void write(Attachment file, FileChannel made, Path path) throws IOException {
        try (made) {
            var octets = file.octets();
            while (octets.hasRemaining()) {
                made.write(octets);
            }
            made.force(true);
        } catch (IOException | RuntimeException | Error e) {
            // Half a file would pass for a whole one.
            Files.deleteIfExists(path);
            throw e;
        }
        force();
    }

    /** Its name too; where a folder can't be opened like this, the system sees to it. */
    private void force() {
        try (var opened = FileChannel.open(folder, StandardOpenOption.READ)) {
            opened.force(true);
        } catch (IOException e) {
            LOG.debug("{} cannot be forced to the disk", folder, e);
        }
    }
}
