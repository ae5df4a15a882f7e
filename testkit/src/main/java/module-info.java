/** What the tests of every room share. */
@org.jspecify.annotations.NullMarked
module org.imxp.testkit {
    requires transitive org.jspecify;
    requires transitive org.dnsjava;
    requires transitive org.junit.platform.launcher;
    requires transitive org.junit.platform.engine;
    requires transitive org.junit.jupiter.api;

    exports org.imxp.testkit;
    exports org.imxp.testkit.fuzz;
}
