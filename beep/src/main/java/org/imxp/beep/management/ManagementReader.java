package org.imxp.beep.management;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.imxp.beep.management.ManagementElement.Blob;
import org.imxp.beep.management.ManagementElement.Close;
import org.imxp.beep.management.ManagementElement.Greeting;
import org.imxp.beep.management.ManagementElement.Ok;
import org.imxp.beep.management.ManagementElement.Proceed;
import org.imxp.beep.management.ManagementElement.Profile;
import org.imxp.beep.management.ManagementElement.Ready;
import org.imxp.beep.management.ManagementElement.Refusal;
import org.imxp.beep.management.ManagementElement.Start;

/** Reads management and tuning elements. */
public final class ManagementReader {
    /** Octets of content that may ride in a start or its reply (RFC 3080 section 2.3.1.2). */
    public static final int MAX_PIGGYBACK = 4096;

    /** Characters of a serverName that are looked at; a domain name is shorter. */
    static final int MAX_SERVER_NAME = 1024;

    private ManagementReader() {}

    /**
     * Reads the element of a payload: MIME headers, if any, and XML.
     *
     * @param payload a whole BEEP payload
     * @return the element
     * @throws ManagementException 500 for malformed XML, 501 for an element that is unknown or not valid
     */
    public static ManagementElement readPayload(ByteBuffer payload) {
        var entity = MimeEntity.read(payload);
        return element(XmlReader.read(entity.body(), entity.charset()));
    }

    /**
     * Reads an element that rides in a profile's content.
     *
     * @param xml the element's text
     * @return the element
     * @throws ManagementException as for {@link #readPayload}
     */
    public static ManagementElement read(String xml) {
        return element(XmlReader.read(ByteBuffer.wrap(xml.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8));
    }

    private static ManagementElement element(XmlNode node) {
        return switch (node.name()) {
            case "greeting" -> greeting(node);
            case "start" -> start(node);
            case "profile" -> profile(node);
            case "close" -> close(node);
            case "ok" -> {
                node.allow();
                yield new Ok();
            }
            case "error" -> refusal(node);
            case "ready" -> new Ready(node.attribute("version", "1"));
            case "proceed" -> new Proceed();
            case "blob" -> blob(node);
            default -> throw new ManagementException(501, "element " + Excerpt.of(node.name()) + " is not known here");
        };
    }

    private static Greeting greeting(XmlNode node) {
        node.allow("profile");
        var profiles =
                node.children().stream().map(profile -> profile.required("uri")).toList();
        return new Greeting(profiles, tokens(node, "features"), tokens(node, "localize"));
    }

    private static List<String> tokens(XmlNode node, String attribute) {
        var value = node.attribute(attribute, "").strip();
        return value.isEmpty() ? List.of() : Arrays.asList(value.split("\\s+"));
    }

    private static Start start(XmlNode node) {
        node.allow("profile");
        var number = node.number("number", node.required("number"), Integer.MAX_VALUE);
        var serverName = node.attribute("serverName", "");
        if (serverName.length() > MAX_SERVER_NAME) {
            throw new ManagementException(
                    501,
                    "element start: serverName has " + serverName.length() + " characters, allowed are "
                            + MAX_SERVER_NAME);
        }
        if (number == 0) {
            throw new ManagementException(501, "element start: number is 0, allowed is 1 to 2147483647");
        }
        var profiles = new ArrayList<Profile>();
        node.children().forEach(child -> profiles.add(profile(child)));
        if (profiles.isEmpty()) {
            throw new ManagementException(501, "element start: at least one profile is required");
        }
        return new Start(number, serverName, profiles);
    }

    private static Profile profile(XmlNode node) {
        var uri = node.required("uri");
        var content = switch (node.attribute("encoding", "none")) {
            case "none" -> node.text();
            case "base64" -> decoded(node.text());
            case String other ->
                throw new ManagementException(
                        501, "element profile: encoding is '" + Excerpt.of(other) + "', allowed are none and base64");
        };
        if (content.getBytes(StandardCharsets.UTF_8).length > MAX_PIGGYBACK) {
            throw new ManagementException(501, "element profile: content is over " + MAX_PIGGYBACK + " octets");
        }
        return new Profile(uri, content.isBlank() ? "" : content);
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ManagementException(501, "element profile: content is not base64");
        }
    }

    private static Close close(XmlNode node) {
        node.allow();
        return new Close(
                node.number("number", node.attribute("number", "0"), Integer.MAX_VALUE),
                node.number("code", node.required("code"), 999),
                node.attribute("xml:lang", ""),
                node.text().strip());
    }

    private static Refusal refusal(XmlNode node) {
        node.allow();
        return new Refusal(
                node.number("code", node.required("code"), 999),
                node.attribute("xml:lang", ""),
                node.text().strip());
    }

    private static Blob blob(XmlNode node) {
        node.allow();
        var status = switch (node.attribute("status", "continue")) {
            case "continue" -> Blob.Status.CONTINUE;
            case "abort" -> Blob.Status.ABORT;
            case "complete" -> Blob.Status.COMPLETE;
            case String other ->
                throw new ManagementException(
                        501,
                        "element blob: status is '" + Excerpt.of(other)
                                + "', allowed are continue, abort and complete");
        };
        return new Blob(status, node.text().strip());
    }
}
