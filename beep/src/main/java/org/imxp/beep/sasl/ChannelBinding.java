package org.imxp.beep.sasl;

import java.nio.ByteBuffer;
import java.util.Optional;

/** What a server makes of a client's channel binding (RFC 5802 section 6). */
sealed interface ChannelBinding {
    /** The one type that is supported, the default of TLS 1.3 (RFC 9266 section 3). */
    String TYPE = "tls-exporter";

    /** The flag belongs to the mechanism's other name. */
    SaslFailure BINDS_NONE =
            new SaslFailure(SaslFailure.MALFORMED, "the channel-binding flag is p; this mechanism binds no channel");

    /** Likewise. */
    SaslFailure BINDS_ALWAYS =
            new SaslFailure(SaslFailure.MALFORMED, "the channel-binding flag is n; this mechanism binds the channel");

    /** Somebody has taken the {@code -PLUS} mechanisms out of what the client was offered. */
    SaslFailure DOWNGRADE = new SaslFailure(
            SaslFailure.BAD_CREDENTIALS,
            "the channel-binding flag is y, and this server does offer channel binding: somebody may be in between");

    /** There is one type only. */
    SaslFailure UNKNOWN_TYPE = new SaslFailure(
            SaslFailure.BAD_CREDENTIALS, "the type of channel binding is not supported; " + TYPE + " is");

    /** The server offers no {@code -PLUS} mechanism on this session. */
    record NotOffered() implements ChannelBinding {}

    /** It does, and the client has chosen the mechanism without. */
    record Declined() implements ChannelBinding {}

    /** The client has chosen {@code -PLUS}. */
    record Required(Octets exporter) implements ChannelBinding {}

    /** Why a client fails that sent this flag, if it does. */
    default Optional<SaslFailure> refusal(BindingFlag flag) {
        return switch (flag) {
            case BindingFlag.CannotBind() -> ifRequired(BINDS_ALWAYS);
            case BindingFlag.NotOffered() -> this instanceof NotOffered ? Optional.empty() : Optional.of(DOWNGRADE);
            case BindingFlag.Binds(var type)
            when this instanceof Required -> type.equals(TYPE) ? Optional.empty() : Optional.of(UNKNOWN_TYPE);
            case BindingFlag.Binds(var _) -> Optional.of(BINDS_NONE);
        };
    }

    private Optional<SaslFailure> ifRequired(SaslFailure failure) {
        return this instanceof Required ? Optional.of(failure) : Optional.empty();
    }

    /** What {@code c=} has to say: the client's header, and the binding. */
    default byte[] input(byte[] header) {
        return switch (this) {
            case NotOffered(), Declined() -> header;
            case Required(var exporter) -> joined(header, exporter);
        };
    }

    /** The cbind-input of a client that binds. */
    static byte[] joined(byte[] header, Octets exporter) {
        return ByteBuffer.allocate(header.length + exporter.length())
                .put(header)
                .put(exporter.shared())
                .array();
    }
}
