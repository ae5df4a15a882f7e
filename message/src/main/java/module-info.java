/**
 * Instant messages as values: RFC 822 headers in XML, MIME content.
 *
 * <p>Woodstox, mime4j and Bouncy Castle do the work and are not part of the API: only {@code java.nio.ByteBuffer}, strings,
 * certificates and keys of the platform, and this module's own values cross it.
 */
@org.jspecify.annotations.NullMarked
module org.imxp.message {
    exports org.imxp.message;
    exports org.imxp.message.body;
    exports org.imxp.message.composing;
    exports org.imxp.message.cpim;
    exports org.imxp.message.pidf;
    exports org.imxp.message.receipt;
    exports org.imxp.message.security;

    requires transitive org.jspecify;
    requires com.ctc.wstx;
    requires java.xml;
    requires apache.mime4j.core;
    requires org.bouncycastle.pg;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.bouncycastle.util;
}
