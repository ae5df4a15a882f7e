package org.imxp.message.body;

import java.util.ArrayList;
import java.util.List;
import org.imxp.message.body.FlowedText.Paragraph;

/** Joins flowed lines to paragraphs (RFC 3676 sections 4.1, 4.3 to 4.5). */
final class FlowedReader {
    private final boolean deleteSpaces;
    private final List<Paragraph> paragraphs = new ArrayList<>();
    private final StringBuilder joined = new StringBuilder();
    private boolean open;
    private int openDepth;

    FlowedReader(boolean deleteSpaces) {
        this.deleteSpaces = deleteSpaces;
    }

    void line(String line) {
        int depth = depth(line);
        String rest = line.substring(depth);
        // Section 4.3: before the quote marks are counted, and after the space of a quoted line is dropped.
        boolean signature = line.equals(FlowedText.SIGNATURE);
        if (!signature && rest.startsWith(" ")) {
            rest = rest.substring(1);
            signature = depth > 0 && rest.equals(FlowedText.SIGNATURE);
        } else if (depth > 0) {
            signature = rest.equals(FlowedText.SIGNATURE);
        }
        if (open && (signature || depth != openDepth)) {
            end();
        }
        if (signature) {
            paragraphs.add(new Paragraph(depth, FlowedText.SIGNATURE));
        } else {
            add(depth, rest);
        }
    }

    List<Paragraph> paragraphs() {
        if (open) {
            end();
        }
        return List.copyOf(paragraphs);
    }

    static int depth(String line) {
        int depth = 0;
        while (depth < line.length() && line.charAt(depth) == '>') {
            depth++;
        }
        return depth;
    }

    private void add(int depth, String rest) {
        boolean flowed = rest.endsWith(" ");
        joined.append(rest, 0, flowed && deleteSpaces ? rest.length() - 1 : rest.length());
        open = true;
        openDepth = depth;
        if (!flowed) {
            end();
        }
    }

    private void end() {
        paragraphs.add(new Paragraph(openDepth, joined.toString()));
        joined.setLength(0);
        open = false;
    }
}
