package org.imxp.relay.config;

/** The documentation of every key, made from the table by which they are read: {@code docs/configuration.md}. */
public final class ConfigurationReference {
    private static final String INTRODUCTION = """
        # The configuration

        One TOML file, given as `./imxp serve --config FILE`. Every key has a default; without a file the relay serves
        `localhost` on loopback addresses. A wrong key or value stops the start and says where it is:

        ```
        imxp.toml:7: limits.xml-depth: 2000 is not allowed: 4 to 1000
        ```

        - An environment variable overrides the file, and an option of the command line overrides both. Variables hold text
          as it is, lists of text with commas (`IMXP_DOMAINS=example.com,rubble.com`), and tables as in the file. An empty
          variable is as good as none.
        - Relative paths in the file are taken from the file's folder; those in variables and options from the working
          directory.
        - Sizes are numbers of octets or text such as `"4MiB"` (KiB, MiB, GiB). Times are text such as `"500ms"`, `"10s"`,
          `"1m"`, `"1h"`.

        This page is made from the program's own table of keys.
        """;

    private ConfigurationReference() {}

    /**
     * The page.
     *
     * @return Markdown, ending with a newline
     */
    public static String markdown() {
        var page = new StringBuilder(INTRODUCTION);
        var section = "";
        for (var setting : Setting.all()) {
            if (!setting.section().equals(section)) {
                section = setting.section();
                page.append("\n## [").append(section).append("]\n");
            }
            page.append(entry(setting));
        }
        return page.toString();
    }

    private static String entry(Setting setting) {
        return """

            ### %s

            %s

            - default: %s
            - allowed: %s
            - variable: `%s`
            """.formatted(
                setting.key(), setting.meaning(), code(setting.byDefault()), setting.allowed(), setting.variable());
    }

    /** Literal values as code; what is told in words stays. */
    private static String code(String byDefault) {
        return byDefault.startsWith("absent") || byDefault.contains("`") ? byDefault : "`" + byDefault + "`";
    }
}
