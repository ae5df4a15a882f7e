package org.imxp.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.imxp.message.body.Attachment;

/**
 * A file of a message as people and programs are shown it.
 *
 * @param file what is offered
 * @param path where it was saved
 * @param remark what became of it, or can be done with it; empty for nothing
 */
record ShownFile(Attachment file, Optional<Path> path, String remark) {
    static ShownFile offered(Attachment file) {
        return new ShownFile(file, Optional.empty(), "");
    }

    ShownFile savedAs(Path where) {
        return new ShownFile(file, Optional.of(where), "saved as " + VisibleText.line(where.toString()));
    }

    ShownFile notSaved(String why) {
        return new ShownFile(file, Optional.empty(), "not saved: " + VisibleText.line(why));
    }

    ShownFile with(String note) {
        return new ShownFile(file, path, note);
    }

    /** For people; its name is safe, and made visible all the same. */
    String words() {
        return VisibleText.line(file.name().text()) + " ("
                + VisibleText.line(file.content().mediaType()) + ", " + octets()
                + (octets() == 1 ? " octet)" : " octets)")
                + (remark.isEmpty() ? "" : ", " + remark);
    }

    JsonObject json() {
        var json = new JsonObject()
                .with("name", file.name().text())
                .with("type", file.content().mediaType())
                .with("octets", octets());
        path.ifPresent(where -> json.with("path", where.toString()));
        if (path.isEmpty() && !remark.isEmpty()) {
            json.with("remark", remark);
        }
        return json;
    }

    private int octets() {
        return file.octets().remaining();
    }
}
