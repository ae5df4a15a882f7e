package org.imxp.beep.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.imxp.beep.FuzzedSession;

/** What a peer may say, as chosen. */
final class DialogueText {
    private static final List<String> URIS = FuzzedSession.uris();
    private static final List<Integer> NUMBERS = List.of(1, 3, 5, 2, 4, 0, 7, 9, 11, 13, 15, 17, 19, 21, 2147483647);
    private static final List<String> CONTENTS = List.of(
            "",
            "<![CDATA[<ready />]]>",
            "&lt;blob>biwsbj1mcmVkLHI9YQ==&lt;/blob>",
            "<![CDATA[<blob>biwsbj1mcmVkQGV4YW1wbGUuY29tLHI9YQ==</blob>]]>",
            "<![CDATA[<proceed />]]>",
            "<![CDATA[<error code='550' />]]>",
            "<![CDATA[<ready version='2' />]]>",
            "<![CDATA[<blob status='complete'>dj1h</blob>]]>",
            "<![CDATA[<blob status='abort' />]]>",
            "more\r\n");

    private DialogueText() {}

    static String greeting() {
        var text = new StringBuilder("<greeting>");
        URIS.forEach(uri -> text.append("<profile uri='").append(uri).append("' />"));
        return text.append("</greeting>").toString();
    }

    static String element(Choices choices) {
        return switch (choices.octet() % 12) {
            case 0, 1, 2, 3 ->
                "<start number='" + choices.of(NUMBERS) + "'>" + profile(choices)
                        + (choices.mostly() ? "" : profile(choices)) + "</start>";
            case 4, 5 -> "<close number='" + choices.of(NUMBERS) + "' code='200' />";
            case 6, 7 -> profile(choices);
            case 8 -> "<ok />";
            case 9 -> "<error code='550'>no</error>";
            case 10 -> greeting();
            default -> words(choices);
        };
    }

    private static String profile(Choices choices) {
        var uri = choices.of(URIS);
        var content = choices.of(CONTENTS);
        return "<profile uri='" + uri + "'>" + content + "</profile>";
    }

    static String words(Choices choices) {
        return switch (choices.octet() % 6) {
            case 0 -> "word\r\n";
            case 1 -> "<blob>" + choices.octet() + "</blob>";
            case 2 -> "x".repeat(choices.octet() * 16);
            case 3 -> new String(choices.octets(choices.octet()), StandardCharsets.ISO_8859_1);
            case 4 -> "";
            default -> "<blob status='abort' />";
        };
    }
}
