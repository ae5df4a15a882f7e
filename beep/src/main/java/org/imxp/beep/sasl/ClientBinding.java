package org.imxp.beep.sasl;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** What a client does about channel binding (RFC 5802 section 6). */
sealed interface ClientBinding {
    /** It cannot, or may not: {@code n}. */
    record CannotBind() implements ClientBinding {}

    /** It could, and the server has not offered it: {@code y}, so that a server that has learns of it. */
    record NotOffered() implements ClientBinding {}

    /** It does: {@code p}. */
    record Binds(Octets exporter) implements ClientBinding {}

    /** The gs2-header, with no other identity. */
    default String header() {
        return switch (this) {
            case CannotBind() -> "n,,";
            case NotOffered() -> "y,,";
            case Binds(var _) -> "p=" + ChannelBinding.TYPE + ",,";
        };
    }

    /** What {@code c=} says. */
    default byte[] input() {
        var header = header().getBytes(US_ASCII);
        return switch (this) {
            case CannotBind(), NotOffered() -> header;
            case Binds(var exporter) -> ChannelBinding.joined(header, exporter);
        };
    }
}
