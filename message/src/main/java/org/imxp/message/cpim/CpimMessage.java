package org.imxp.message.cpim;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.imxp.message.MessageFault;
import org.imxp.message.MimeEntity;
import org.imxp.message.OpaqueContent;

/**
 * A message/cpim object: headers, and a MIME entity within (RFC 3862 section 2).
 *
 * @param headers in their order, as they are on the wire
 * @param content what the message says, as it is on the wire; it has a Content-Type
 */
public record CpimMessage(List<CpimHeader> headers, MimeEntity content) {
    /** The media type. */
    public static final String MEDIA_TYPE = "message/cpim";

    /** The headers that this library acts upon. */
    public static final Set<CpimName> UNDERSTOOD = Set.of(
            CpimName.FROM,
            CpimName.TO,
            CpimName.CC,
            CpimName.DATE_TIME,
            CpimName.SUBJECT,
            CpimName.NS,
            CpimName.REQUIRE);

    /**
     * A header, and what its name means in its place.
     *
     * @param name the name with its namespace
     * @param header the header
     */
    public record Named(CpimName name, CpimHeader header) {}

    /**
     * Copies the list.
     *
     * @throws MessageFault with 501 if the content has no Content-Type
     */
    public CpimMessage {
        headers = List.copyOf(headers);
        if (content.header().mediaType().isEmpty()) {
            throw MessageFault.invalid("The content of a CPIM message has no Content-Type.");
        }
    }

    /**
     * The headers with their namespaces.
     *
     * @return in their order
     * @throws MessageFault with 501 if a prefix is used that was not declared before, or a declaration is none
     */
    public List<Named> named() {
        Map<String, String> declared = new HashMap<>(Map.of("", CpimName.CORE));
        List<Named> named = new ArrayList<>();
        for (CpimHeader header : headers) {
            CpimName name = new CpimName(namespace(declared, header.prefix()), header.name());
            named.add(new Named(name, header));
            if (name.equals(CpimName.NS)) {
                CpimAddress declaration = CpimAddress.read(header.value());
                declared.put(declaration.name(), declaration.checkedNamespace());
            }
        }
        return List.copyOf(named);
    }

    /**
     * The headers of a name.
     *
     * @param name the name
     * @return in their order
     */
    public List<CpimHeader> headers(CpimName name) {
        return named().stream()
                .filter(one -> one.name().equals(name))
                .map(Named::header)
                .toList();
    }

    /**
     * Refuses the message if it needs more than is understood: what Require names must not be ignored (section 3.5).
     *
     * @param alsoUnderstood what the program understands beside {@link #UNDERSTOOD}
     * @throws MessageFault with 501 if it names something else
     */
    public void checkRequired(Set<CpimName> alsoUnderstood) {
        Map<String, String> declared = new HashMap<>(Map.of("", CpimName.CORE));
        for (Named one : named()) {
            if (one.name().equals(CpimName.NS)) {
                CpimAddress declaration = CpimAddress.read(one.header().value());
                declared.put(declaration.name(), declaration.uri());
            } else if (one.name().equals(CpimName.REQUIRE)) {
                for (String required : one.header().text().split(",", -1)) {
                    check(required.strip(), declared, alsoUnderstood);
                }
            }
        }
    }

    /**
     * Writes this.
     *
     * @return the headers, an empty line and the content; octet for octet what was read, if this was
     */
    public byte[] octets() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (CpimHeader header : headers) {
            out.writeBytes((header + "\r\n").getBytes(StandardCharsets.UTF_8));
        }
        out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        ByteBuffer within = content.octets();
        byte[] copy = new byte[within.remaining()];
        within.get(copy);
        out.writeBytes(copy);
        return out.toByteArray();
    }

    /**
     * This as the content of another message.
     *
     * @return octets that nobody on the way looks into
     */
    public OpaqueContent asContent() {
        return OpaqueContent.of(MEDIA_TYPE, octets());
    }

    private static void check(String required, Map<String, String> declared, Set<CpimName> alsoUnderstood) {
        int point = required.indexOf('.');
        String prefix = point < 0 ? "" : required.substring(0, point);
        Optional<CpimName> name = Optional.ofNullable(declared.get(prefix))
                .map(namespace -> new CpimName(namespace, required.substring(point + 1)));
        if (name.filter(one -> UNDERSTOOD.contains(one) || alsoUnderstood.contains(one))
                .isEmpty()) {
            throw MessageFault.invalid(
                    "The message requires " + MessageFault.shown(required) + " to be understood, which it is not.");
        }
    }

    private static String namespace(Map<String, String> declared, String prefix) {
        return Optional.ofNullable(declared.get(prefix))
                .orElseThrow(() -> MessageFault.invalid(
                        "The prefix " + MessageFault.shown(prefix) + " is used before an NS header declares it."));
    }
}
