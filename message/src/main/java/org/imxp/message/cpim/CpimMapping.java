package org.imxp.message.cpim;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.imxp.message.HeaderField;
import org.imxp.message.Message;
import org.imxp.message.MessageDates;
import org.imxp.message.MessageFault;
import org.imxp.message.MessageNames;
import org.imxp.message.MessageReader;
import org.imxp.message.Percent;

/**
 * The way between IMXP's messages and CPIM's, and back without loss.
 *
 * <p>Author, recipients, date and subject are CPIM's own headers; the message-id is the Content-ID of the content; bcc goes to
 * nobody; every other field keeps its name in its namespace. Of a field that CPIM can say only roughly, such as a date with a comment, the
 * field itself goes along. The message-id comes back as the last field.
 */
public final class CpimMapping {
    static final String IMDN_NAMESPACE = "urn:ietf:params:imdn";

    private static final Map<CpimName, String> OWN = Map.of(
            CpimName.FROM, MessageNames.FROM,
            CpimName.TO, MessageNames.TO,
            CpimName.CC, MessageNames.CC,
            CpimName.DATE_TIME, MessageNames.DATE,
            CpimName.SUBJECT, MessageNames.SUBJECT);

    /** A namespace that is no absolute URI, as one (RFC 2397). */
    private static final String DATA = "data:,";

    private static final Pattern CONTENT_ID = Pattern.compile("[\\x21-\\x7E&&[^<>()\"\\\\]]{1,900}");

    private CpimMapping() {}

    /**
     * Makes a CPIM message.
     *
     * @param message a message
     * @return the same in CPIM's form
     * @throws MessageFault with 501 if a field of another namespace poses as a header of CPIM
     */
    public static CpimMessage toCpim(Message message) {
        return ToCpim.map(message);
    }

    /**
     * Makes a message of a CPIM message.
     *
     * @param cpim a CPIM message
     * @param reader reads the content
     * @param alsoUnderstood headers that the program understands beside those of RFC 3862
     * @return the message; headers whose names XML cannot carry are left out, as RFC 3862 section 2.2 allows
     * @throws MessageFault if it requires more than is understood, or something in it is not what it should be
     */
    public static Message toMessage(CpimMessage cpim, MessageReader reader, Set<CpimName> alsoUnderstood) {
        cpim.checkRequired(alsoUnderstood);
        List<CpimMessage.Named> named = cpim.named();
        // What goes along with a rough header is the field itself.
        Set<String> exact = named.stream()
                .filter(one -> one.name().namespace().equals(MessageNames.NAMESPACE))
                .map(one -> one.header().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        List<HeaderField> header = new ArrayList<>();
        for (CpimMessage.Named one : named) {
            String own = OWN.get(one.name());
            if (own != null) {
                Optional.of(own)
                        .filter(name -> !exact.contains(name))
                        .flatMap(name -> field(name, one.header()))
                        .ifPresent(header::add);
            } else if (!CpimMessage.UNDERSTOOD.contains(one.name())) {
                extension(one).ifPresent(header::add);
            }
        }
        if (!exact.contains(MessageNames.MESSAGE_ID)) {
            cpim.content()
                    .contentId()
                    .filter(CpimMapping::isContentId)
                    .ifPresent(id -> header.add(HeaderField.of(MessageNames.MESSAGE_ID, "<" + id + ">")));
        }
        return new Message(header, reader.content(cpim.content()));
    }

    /** The field that one of CPIM's own headers is. */
    static Optional<HeaderField> field(String name, CpimHeader header) {
        return switch (name) {
            case MessageNames.SUBJECT ->
                Optional.of(new HeaderField(
                        MessageNames.NAMESPACE,
                        name,
                        header.text(),
                        header.lang().orElse("")));
            case MessageNames.DATE ->
                Optional.of(HeaderField.of(
                        name,
                        MessageDates.read(header.text())
                                .map(MessageDates::write)
                                .orElseThrow(() -> MessageFault.invalid("The DateTime "
                                        + MessageFault.shown(header.text()) + " is not a date of RFC 3339."))));
            default ->
                Optional.of(HeaderField.of(
                        name, CpimAddress.read(header.value()).mailbox().toString()));
        };
    }

    private static Optional<HeaderField> extension(CpimMessage.Named one) {
        boolean mail = one.name().namespace().equals(MessageNames.NAMESPACE);
        String written = readName(one.name().name());
        String name = mail ? written.toLowerCase(Locale.ROOT) : written;
        String lang = one.header().lang().orElse("");
        try {
            return Optional.of(new HeaderField(
                    readNamespace(one.name().namespace()), name, one.header().text(), lang));
        } catch (MessageFault fault) {
            // RFC 3862 section 2.2: what is not understood is ignored.
            return Optional.empty();
        }
    }

    static boolean isContentId(String id) {
        return CONTENT_ID.matcher(id).matches();
    }

    /** A name of XML in the characters of RFC 3862 section 3.1; XML has no percent sign. */
    static String writtenName(String name) {
        StringBuilder out = new StringBuilder();
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            boolean plain = c < 0x80 && CpimHeader.isName(String.valueOf(c));
            out.append(
                    plain
                            ? String.valueOf(c)
                            : "%" + HexFormat.of().withUpperCase().toHexDigits(octet));
        }
        return out.toString();
    }

    static String writtenNamespace(String namespace) {
        boolean plain = CpimAddress.isUri(namespace) && namespace.indexOf('#') < 0 && !namespace.startsWith(DATA);
        return plain ? namespace : DATA + Percent.encode(namespace, "");
    }

    private static String readNamespace(String written) {
        return written.startsWith(DATA) ? readName(written.substring(DATA.length())) : written;
    }

    private static String readName(String written) {
        return Percent.decode(written).orElse(written);
    }
}
