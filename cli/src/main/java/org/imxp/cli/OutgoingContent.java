package org.imxp.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.imxp.endpoint.Spool;
import org.imxp.message.Content;
import org.imxp.message.OpaqueContent;
import org.imxp.message.TextContent;
import org.imxp.message.body.FileName;
import org.imxp.message.body.FlowedText;
import org.imxp.message.body.MixedWriter;

/** What a person sends, as the content of a message: text, files, or both. */
final class OutgoingContent {
    private static final int LONGEST_LINE = 78;
    private static final String OCTETS = "application/octet-stream";

    private OutgoingContent() {}

    /** Text as it is, or flowed where a line is longer than some programs can show (MSG-19). */
    static Content text(String text) {
        var isLong = text.lines().anyMatch(line -> line.codePointCount(0, line.length()) > LONGEST_LINE);
        return isLong ? FlowedText.lines(text).content() : TextContent.plain(text);
    }

    /**
     * Text with files. They are copied as they are now, to the side and not into memory: they may change while they are sent.
     *
     * @param text empty if there are only files
     * @param most octets of all of them
     * @param random for the boundary, which nobody must be able to guess
     * @throws CommandFailure if a file cannot be attached
     */
    static Content of(Optional<String> text, List<Path> files, int most, RandomGenerator random) {
        if (files.isEmpty()) {
            return text(text.orElse(""));
        }
        var sum = 0L;
        for (var file : files) {
            sum += size(file);
            if (sum > most) {
                throw CommandFailure.refused(tooLarge(file, sum, most));
            }
        }
        try (var spool = new Spool(most)) {
            var writer = new MixedWriter(spool, boundary(random));
            if (text.isPresent()) {
                writer.shown(text(text.get()));
            }
            for (var file : files) {
                attach(file, writer);
            }
            writer.end();
            return new OpaqueContent(writer.type(), spool.octets(), "");
        } catch (IOException e) {
            throw CommandFailure.refused("What is attached cannot be put together: " + Failures.reason(e) + ".", e);
        }
    }

    private static void attach(Path file, MixedWriter writer) throws IOException {
        try (var octets = open(file)) {
            writer.file(FileName.of(file.getFileName().toString()), type(file), octets);
        }
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static long size(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw CommandFailure.refused(shown(file) + " is a folder: only files can be attached.");
            }
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw unreadable(file, new NoSuchFileException(file.toString()));
            }
            if (!Files.isRegularFile(file)) {
                throw CommandFailure.refused(shown(file) + " is no ordinary file: only such can be attached.");
            }
            return Files.size(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static CommandFailure unreadable(Path file, IOException e) {
        return CommandFailure.refused(shown(file) + " cannot be attached: " + Failures.reason(e) + ".", e);
    }

    private static String tooLarge(Path file, long sum, int most) {
        return shown(file) + " is too large to attach: " + sum + " octets in all, and at most " + most
                + " fit into a message (--max-size says how many, if your relay and the other's take more).";
    }

    private static String shown(Path file) {
        return VisibleText.line(file.toString());
    }

    /** By its name. What would be taken apart on the other side, and so would not arrive as a file, is octets. */
    static String type(Path file) {
        var named = URLConnection.guessContentTypeFromName(file.getFileName().toString());
        var type = named == null ? OCTETS : named.toLowerCase(Locale.ROOT);
        return type.startsWith("multipart/") || type.startsWith("message/") ? OCTETS : type;
    }

    private static String boundary(RandomGenerator random) {
        return "=_" + HexFormat.of().toHexDigits(random.nextLong())
                + HexFormat.of().toHexDigits(random.nextLong());
    }
}
