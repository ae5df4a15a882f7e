/** Finds the relay of a domain by DNS. */
@org.jspecify.annotations.NullMarked
module org.imxp.dns {
    requires transitive org.jspecify;
    requires transitive org.imxp.protocol;
    requires org.dnsjava;

    exports org.imxp.dns;
}
