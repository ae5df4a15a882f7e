/** What the tests of every room share. */
@org.jspecify.annotations.NullMarked
module org.imxp.testkit {
    requires transitive org.jspecify;
    requires org.junit.platform.launcher;
    requires org.junit.platform.engine;

    exports org.imxp.testkit;
}
