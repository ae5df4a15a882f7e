package org.imxp.endpoint.presence;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Media types as a media feature expression (RFC 2533, with the tag {@code type} of RFC 2913): one, or one of several. */
final class MediaFilter {
    private static final String ONE = "\\(\\s*(?i:type)\\s*=\\s*\"?([^\\s\"()]{1,129})\"?\\s*\\)";
    private static final Pattern TYPE = Pattern.compile(ONE);
    private static final Pattern FORM =
            Pattern.compile("\\s*(?:" + ONE + "|\\(\\s*\\|(?:\\s*" + ONE + "){1,32}\\s*\\))\\s*");

    private MediaFilter() {}

    static String write(List<String> types) {
        var each = types.stream().map(type -> "(type=\"" + type + "\")").collect(Collectors.joining(" "));
        return types.size() == 1 ? each : "(| " + each + ")";
    }

    /** The types; empty if the expression is another, such as one of size and colour. */
    static Optional<List<String>> read(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        var types = TYPE.matcher(text).results().map(found -> found.group(1)).toList();
        return types.stream().allMatch(PresenceStatus::isMediaType) ? Optional.of(types) : Optional.empty();
    }
}
