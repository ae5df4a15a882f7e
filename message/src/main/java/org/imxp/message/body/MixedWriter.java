package org.imxp.message.body;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.imxp.message.Content;
import org.imxp.message.MediaType;
import org.imxp.message.MessageWriter;

/**
 * Writes a {@code multipart/mixed} while its files are read, so that they may be larger than memory. Not thread-safe.
 *
 * <p>What has not been read can't be searched for the boundary: it must be one that nobody can guess, such as
 * {@link org.imxp.message.MessageIds#nextMultipart} makes of secure random bits.
 */
public final class MixedWriter {
    private final MessageWriter writer = new MessageWriter();
    private final OutputStream out;
    private final String boundary;

    /**
     * A writer.
     *
     * @param out where the body goes; it is not closed
     * @param boundary 1 to 70 characters of RFC 2046
     */
    public MixedWriter(OutputStream out, String boundary) {
        this.out = out;
        this.boundary = boundary;
    }

    /**
     * The type of what is written.
     *
     * @return {@code multipart/mixed} with its boundary
     */
    public String type() {
        return BodyWriter.type("multipart/mixed", boundary);
    }

    /**
     * Writes what is shown.
     *
     * @param content such as text
     * @throws IOException if it can't be written
     */
    public void shown(Content content) throws IOException {
        line("--" + boundary);
        out.write(writer.writePart(content, List.of()));
        line("");
    }

    /**
     * Writes a file, as it is.
     *
     * @param name its name
     * @param type its media type
     * @param octets what is in it, up to the end; it is not closed
     * @throws org.imxp.message.MessageFault with 501 if the type is none
     * @throws IOException if it can't be read or written
     */
    public void file(FileName name, String type, InputStream octets) throws IOException {
        String checked = MediaType.parse(type).toString();
        line("--" + boundary);
        line("Content-Type: " + checked);
        line(BodyWriter.disposition(name));
        line("");
        octets.transferTo(out);
        line("");
    }

    /**
     * Ends the body.
     *
     * @throws IOException if it can't be written
     */
    public void end() throws IOException {
        line("--" + boundary + "--");
    }

    private void line(String text) throws IOException {
        out.write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
