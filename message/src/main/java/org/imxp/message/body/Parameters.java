package org.imxp.message.body;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.RawBody;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RawFieldParser;

/**
 * A field of a value and parameters, of which long and foreign ones are read in all the ways that mail has (RFC 2231; RFC 2047
 * where its section 5 forbids it). It takes any text: what is none is not there.
 *
 * @param value in lower case
 * @param named the parameters as they are written, by their names in lower case
 */
record Parameters(String value, Map<String, String> named) {
    static final Parameters NONE = new Parameters("", Map.of());

    /** More pieces than any file name needs. */
    private static final int MOST_PIECES = 64;

    static Parameters read(String field) {
        // The library refuses a line break, which a field that was read has none of.
        String line = field.replace('\r', ' ').replace('\n', ' ');
        RawBody body = RawFieldParser.DEFAULT.parseRawBody(new RawField("X", line));
        Map<String, String> named = new HashMap<>();
        for (NameValuePair pair : body.getParams()) {
            String given = pair.getValue() == null ? "" : pair.getValue();
            named.putIfAbsent(pair.getName().strip().toLowerCase(Locale.ROOT), given);
        }
        return new Parameters(String.valueOf(body.getValue()).strip().toLowerCase(Locale.ROOT), Map.copyOf(named));
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(named.get(name + "*"))
                .flatMap(Parameters::extended)
                .or(() -> continued(name))
                .or(() -> Optional.ofNullable(named.get(name)).map(Parameters::encodedWords));
    }

    /** RFC 2231 section 4: charset, language and octets, parted by apostrophes. */
    private static Optional<String> extended(String text) {
        String[] three = text.split("'", 3);
        return three.length < 3 ? Optional.empty() : decoded(octets(three[2]), three[0]);
    }

    /** Section 3: pieces by number, of which each may be plain or escaped. */
    private Optional<String> continued(String name) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        String charset = StandardCharsets.UTF_8.name();
        int piece = 0;
        for (; piece < MOST_PIECES; piece++) {
            String escaped = named.get(name + "*" + piece + "*");
            String plain = named.get(name + "*" + piece);
            if (escaped != null) {
                String[] three = piece == 0 ? escaped.split("'", 3) : new String[0];
                charset = three.length == 3 ? three[0] : charset;
                octets.writeBytes(octets(three.length == 3 ? three[2] : escaped));
            } else if (plain != null) {
                octets.writeBytes(plain.getBytes(StandardCharsets.UTF_8));
            } else {
                break;
            }
        }
        return piece == 0 ? Optional.empty() : decoded(octets.toByteArray(), charset);
    }

    private static byte[] octets(String escaped) {
        byte[] in = escaped.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            int high = i + 2 < in.length && in[i] == '%' ? Character.digit(in[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(in[i + 2], 16);
            if (low < 0) {
                out.write(in[i]);
            } else {
                out.write(high << 4 | low);
                i += 2;
            }
        }
        return out.toByteArray();
    }

    private static Optional<String> decoded(byte[] octets, String label) {
        try {
            return Optional.of(
                    Charset.forName(label).decode(ByteBuffer.wrap(octets)).toString());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String encodedWords(String text) {
        return text.contains("=?") ? DecoderUtil.decodeEncodedWords(text, DecodeMonitor.SILENT) : text;
    }
}
