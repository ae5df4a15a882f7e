/** The endpoint library. */
@org.jspecify.annotations.NullMarked
module org.imxp.endpoint {
    requires transitive org.jspecify;
    requires transitive org.imxp.beep;
    requires transitive org.imxp.protocol;
    requires transitive org.imxp.message;
    requires org.slf4j;
}
