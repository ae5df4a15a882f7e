package org.imxp.message.body;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.imxp.message.TextContent;
import org.imxp.message.body.FlowedText.Paragraph;

/** Wraps paragraphs in flowed lines (RFC 3676 section 4.2). */
final class FlowedWriter {
    /** The most characters of a line, with a space of stuffing and the trailing space. */
    static final int WIDTH = 78;

    /** Scripts that are written without spaces between words, so that a line may end anywhere between syllables. */
    private static final Set<Character.UnicodeScript> UNSPACED = Set.of(
            Character.UnicodeScript.HAN,
            Character.UnicodeScript.HIRAGANA,
            Character.UnicodeScript.KATAKANA,
            Character.UnicodeScript.THAI,
            Character.UnicodeScript.LAO,
            Character.UnicodeScript.KHMER,
            Character.UnicodeScript.MYANMAR);

    private final boolean insertSpaces;
    private final List<String> lines = new ArrayList<>();

    private FlowedWriter(boolean insertSpaces) {
        this.insertSpaces = insertSpaces;
    }

    static TextContent write(FlowedText text) {
        FlowedWriter plain = new FlowedWriter(false);
        text.paragraphs().forEach(plain::paragraph);
        if (plain.tooLong() == 0) {
            return plain.content("text/plain; format=flowed");
        }
        // Only where it helps that a line ends at another place than after a space: who does not know DelSp sees them.
        FlowedWriter spaced = new FlowedWriter(true);
        text.paragraphs().forEach(spaced::paragraph);
        return spaced.tooLong() < plain.tooLong()
                ? spaced.content("text/plain; format=flowed; delsp=yes")
                : plain.content("text/plain; format=flowed");
    }

    private TextContent content(String type) {
        return new TextContent(String.join("\n", lines), type, "");
    }

    private long tooLong() {
        return lines.stream().filter(line -> length(line) > WIDTH).count();
    }

    private void paragraph(Paragraph paragraph) {
        String quote = ">".repeat(paragraph.depth());
        if (paragraph.isSignatureLine()) {
            lines.add(quote + (quote.isEmpty() ? "" : " ") + FlowedText.SIGNATURE);
            return;
        }
        String text = withoutTrailingSpaces(paragraph.text());
        int start = 0;
        // Where hardly a word would have room beside the quote marks, they would only be multiplied.
        if (quote.length() < WIDTH / 2 && text.length() > WIDTH / 4) {
            int from = 0;
            List<Integer> breaks = breaks(text);
            while (!fits(quote, text, start, text.length(), "")) {
                int chosen = chosen(quote, text, start, breaks, from);
                if (chosen < 0) {
                    break;
                }
                int end = breaks.get(chosen);
                lines.add(line(quote, text, start, end));
                start = end;
                from = chosen + 1;
            }
        }
        lines.add(quote + stuffed(quote, text.substring(start)));
    }

    /** Which of the places is the last at which the line can end; the nearest, if even that is too far; or none. */
    private int chosen(String quote, String text, int start, List<Integer> breaks, int from) {
        int best = -1;
        for (int i = from; i < breaks.size(); i++) {
            int at = breaks.get(i);
            if ((text.substring(start, Math.min(at, start + 4)) + inserted()).equals(FlowedText.SIGNATURE)) {
                continue;
            }
            if (!fits(quote, text, start, at, inserted())) {
                return best < 0 ? i : best;
            }
            best = i;
        }
        return best;
    }

    private static boolean fits(String quote, String text, int start, int end, String more) {
        return end - start <= 2 * WIDTH && length(quote + stuffed(quote, text.substring(start, end)) + more) <= WIDTH;
    }

    private String line(String quote, String text, int start, int end) {
        return quote + stuffed(quote, text.substring(start, end)) + inserted();
    }

    private String inserted() {
        return insertSpaces ? " " : "";
    }

    private static String stuffed(String quote, String line) {
        boolean needed = line.startsWith(" ") || line.startsWith(">") || line.startsWith("From ");
        return needed || (!quote.isEmpty() && !line.isEmpty()) ? " " + line : line;
    }

    /** Where a line may end: behind spaces; and, if a space may be inserted, between characters of some scripts. */
    private List<Integer> breaks(String text) {
        SortedSet<Integer> places = new TreeSet<>();
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i - 1) == ' ' && text.charAt(i) != ' ') {
                places.add(i);
            }
        }
        if (insertSpaces) {
            BreakIterator opportunities = BreakIterator.getLineInstance(Locale.ROOT);
            opportunities.setText(text);
            for (int at = opportunities.next(); at != BreakIterator.DONE; at = opportunities.next()) {
                if (at < text.length() && UNSPACED.contains(Character.UnicodeScript.of(text.codePointAt(at)))) {
                    places.add(at);
                }
            }
        }
        return List.copyOf(places);
    }

    private static String withoutTrailingSpaces(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    private static int length(String line) {
        return line.codePointCount(0, line.length());
    }
}
