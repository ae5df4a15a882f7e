package org.imxp.beep.management;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.imxp.beep.management.ManagementElement.Blob;
import org.imxp.beep.management.ManagementElement.Close;
import org.imxp.beep.management.ManagementElement.Greeting;
import org.imxp.beep.management.ManagementElement.Ok;
import org.imxp.beep.management.ManagementElement.Proceed;
import org.imxp.beep.management.ManagementElement.Profile;
import org.imxp.beep.management.ManagementElement.Ready;
import org.imxp.beep.management.ManagementElement.Refusal;
import org.imxp.beep.management.ManagementElement.Start;

/** Writes management and tuning elements, in the spelling that existing peers compare octet for octet. */
public final class ManagementWriter {
    /** What XML has no way to write, not even as a character reference (XML 1.0 section 2.2). */
    private static final Pattern NO_CHARACTER =
            Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uD800-\\uDFFF\\uFFFE\\uFFFF]");

    /** A CR alone would be read as LF; CRLF is too, but is the end of a line either way. */
    private static final Pattern NOT_CDATA = Pattern.compile("]]>|\r(?!\n)|" + NO_CHARACTER);

    private ManagementWriter() {}

    /**
     * Writes a whole payload: {@code Content-Type: application/beep+xml} and the element.
     *
     * @param element the element
     * @return the payload's octets
     */
    public static byte[] payload(ManagementElement element) {
        return MimeEntity.of(write(element));
    }

    /**
     * Writes the element alone.
     *
     * @param element the element
     * @return its XML
     */
    public static String write(ManagementElement element) {
        return switch (element) {
            case Greeting greeting -> greeting(greeting);
            case Start start -> start(start);
            case Profile profile -> profile(profile);
            case Close close ->
                withText(
                        "close",
                        "number='" + close.number() + "' code='" + code(close.code()) + "'",
                        close.lang(),
                        close.text());
            case Ok _ -> "<ok />";
            case Refusal refusal ->
                withText("error", "code='" + code(refusal.code()) + "'", refusal.lang(), refusal.text());
            case Ready ready ->
                ready.version().equals("1") ? "<ready />" : "<ready version='" + escape(ready.version()) + "' />";
            case Proceed _ -> "<proceed />";
            case Blob blob -> blob(blob);
        };
    }

    private static String greeting(Greeting greeting) {
        var attributes = list("features", greeting.features()) + list("localize", greeting.localize());
        if (greeting.profiles().isEmpty()) {
            return "<greeting" + attributes + " />";
        }
        var text = new StringBuilder("<greeting").append(attributes).append(">\r\n");
        greeting.profiles()
                .forEach(uri ->
                        text.append("   <profile uri='").append(escape(uri)).append("' />\r\n"));
        return text.append("</greeting>").toString();
    }

    private static String list(String attribute, List<String> tokens) {
        return tokens.isEmpty() ? "" : " " + attribute + "='" + escape(String.join(" ", tokens)) + "'";
    }

    private static String start(Start start) {
        var text = new StringBuilder("<start number='").append(start.number()).append('\'');
        if (!start.serverName().isEmpty()) {
            text.append(" serverName='").append(escape(start.serverName())).append('\'');
        }
        text.append(">\r\n");
        start.profiles()
                .forEach(profile -> text.append("   ").append(profile(profile)).append("\r\n"));
        return text.append("</start>").toString();
    }

    private static String profile(Profile profile) {
        var open = "<profile uri='" + escape(profile.uri()) + "'";
        if (profile.content().isEmpty()) {
            return open + " />";
        }
        // CDATA can't hold its own end, nor what is no character of XML; base64 holds everything (section 2.3.1.2).
        return NOT_CDATA.matcher(profile.content()).find()
                ? open + " encoding='base64'>"
                        + Base64.getEncoder().encodeToString(profile.content().getBytes(StandardCharsets.UTF_8))
                        + "</profile>"
                : open + "><![CDATA[" + profile.content() + "]]></profile>";
    }

    private static String blob(Blob blob) {
        var status = switch (blob.status()) {
            case CONTINUE -> "";
            case ABORT -> " status='abort'";
            case COMPLETE -> " status='complete'";
        };
        return blob.base64().isEmpty()
                ? "<blob" + status + " />"
                : "<blob" + status + ">" + escape(blob.base64()) + "</blob>";
    }

    private static String withText(String name, String attributes, String lang, String text) {
        var open = "<" + name + " " + attributes + (lang.isEmpty() ? "" : " xml:lang='" + escape(lang) + "'");
        return text.isEmpty() ? open + " />" : open + ">" + escape(text) + "</" + name + ">";
    }

    private static String code(int code) {
        return "%03d".formatted(code);
    }

    private static String escape(String text) {
        return NO_CHARACTER
                .matcher(text)
                .replaceAll("?")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&apos;")
                // As they are, a reader would take them for spaces or for LF (XML 1.0 sections 2.11 and 3.3.3).
                .replace("\t", "&#9;")
                .replace("\n", "&#10;")
                .replace("\r", "&#13;");
    }
}
