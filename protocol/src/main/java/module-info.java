/** IMXP and APEX elements as values, and their XML and MIME form. */
@org.jspecify.annotations.NullMarked
module org.imxp.protocol {
    requires transitive org.jspecify;
    requires com.ctc.wstx;
    requires java.xml;
    requires apache.mime4j.core;

    exports org.imxp.protocol;
}
