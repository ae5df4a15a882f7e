/**
 * Instant messages as values: RFC 822 headers in XML, MIME content.
 *
 * <p>Woodstox and mime4j do the parsing and are not part of the API: only {@code java.nio.ByteBuffer}, strings and this
 * module's own values cross it.
 */
@org.jspecify.annotations.NullMarked
module org.imxp.message {
    exports org.imxp.message;
    exports org.imxp.message.body;
    exports org.imxp.message.composing;
    exports org.imxp.message.cpim;
    exports org.imxp.message.pidf;
    exports org.imxp.message.receipt;

    requires transitive org.jspecify;
    requires com.ctc.wstx;
    requires java.xml;
    requires apache.mime4j.core;
}
