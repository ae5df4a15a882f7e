/**
 * The endpoint library: attach to a relay, send and receive instant messages, know what became of each.
 *
 * <p>Knows the protocol, messages and BEEP; knows nothing of how a relay works.
 */
@org.jspecify.annotations.NullMarked
module org.imxp.endpoint {
    requires transitive org.jspecify;
    requires transitive org.imxp.beep;
    requires transitive org.imxp.dns;
    requires transitive org.imxp.protocol;
    requires transitive org.imxp.message;
    requires java.xml;
    requires org.slf4j;

    exports org.imxp.endpoint;
    exports org.imxp.endpoint.keys;
    exports org.imxp.endpoint.presence;
}
