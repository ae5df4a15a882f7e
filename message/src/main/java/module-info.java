/** Instant messages as values: RFC 822 headers in XML, MIME content. */
@org.jspecify.annotations.NullMarked
module org.imxp.message {
    requires transitive org.jspecify;
    requires com.ctc.wstx;
    requires java.xml;
    requires apache.mime4j.core;
}
