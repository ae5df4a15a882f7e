package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A relay that {@code imxp serve} has started on ports of its own choice, and its accounts, whose password is {@link #PASSWORD}. */
final class TrialRelay {
    static final String PASSWORD = "secret";

    private static final Pattern EDGE = Pattern.compile("connect to +(\\S+)");

    private final Path folder;
    private final Trial.Run run;
    private final String edge;

    private TrialRelay(Path folder, Trial.Run run) {
        this.folder = folder;
        this.run = run;
        var found = EDGE.matcher(run.err());
        assertThat(found.find()).as(run.err()).isTrue();
        edge = found.group(1);
    }

    /** Starts one for some domains, {@code example.com} if none is named, whose data is in the folder. */
    static TrialRelay serve(Trial trial, Path folder, String... domains) {
        var line = new ArrayList<>(List.of("serve", "--edge", "127.0.0.1:0", "--mesh", "127.0.0.1:0"));
        line.addAll(List.of("--data", data(folder).toString()));
        for (var domain : domains.length == 0 ? new String[] {"example.com"} : domains) {
            line.addAll(List.of("--domain", domain));
        }
        return new TrialRelay(folder, trial.start(line.toArray(String[]::new)).saying("Ctrl-C"));
    }

    /** Adds accounts, such as {@code fred@example.com}. */
    TrialRelay with(String... endpoints) {
        for (var endpoint : endpoints) {
            var added = new Trial(folder)
                    .with("IMXP_PASSWORD", PASSWORD)
                    .run("user", "add", endpoint, "--data", data().toString());
            assertThat(added.status()).as(added.err()).isZero();
        }
        return this;
    }

    /** Where endpoints connect to: host and port. */
    String edge() {
        return edge;
    }

    Path data() {
        return data(folder);
    }

    private static Path data(Path folder) {
        return folder.resolve("imxp-data");
    }

    /** Ends it, which has to go well. */
    void stop() {
        run.stop();
        assertThat(run.status()).isZero();
    }
}
