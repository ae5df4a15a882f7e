package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.imxp.protocol.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClientHomeTest {
    private static final Address FRED = Address.parse("fred@example.com");

    @TempDir
    private Path folder;

    @Test
    void isWhereTheCommandLineSaysElseTheVariableElseThePersonsHome() {
        var environment = Map.of("IMXP_HOME", "/variable", "HOME", "/people/fred");
        assertThat(ClientHome.of(Optional.of(Path.of("/given")), environment, folder, FRED)
                        .folder())
                .hasToString("/given/fred@example.com");
        assertThat(ClientHome.of(Optional.empty(), environment, folder, FRED).folder())
                .hasToString("/variable/fred@example.com");
        assertThat(ClientHome.of(Optional.empty(), Map.of("HOME", "/people/fred"), folder, FRED)
                        .folder())
                .hasToString("/people/fred/.imxp/fred@example.com");
        assertThat(ClientHome.of(Optional.empty(), Map.of(), folder, FRED).folder())
                .isEqualTo(folder.resolve(".imxp/fred@example.com"));
    }

    @Test
    void aSubaddressIsAtHomeWithItsOwner() {
        assertThat(ClientHome.of(Optional.of(folder), Map.of(), folder, Address.parse("fred/phone@example.com")))
                .isEqualTo(ClientHome.of(Optional.of(folder), Map.of(), folder, FRED));
    }

    @Test
    void noNameLeavesTheFolderOrMeetsAnother() {
        assertThat(ClientHome.name("../x")).isEqualTo("%2E.%2Fx");
        assertThat(ClientHome.name("Fred@example.com")).isEqualTo("%46red@example.com");
        assertThat(ClientHome.name("\u00fc")).isEqualTo("%C3%BC");
    }

    @Test
    void nobodyElseMayLook() throws IOException {
        var home = ClientHome.of(Optional.of(folder.resolve("homes")), Map.of(), folder, FRED);
        var file = home.file("key.asc");
        assertThat(file.getParent()).isEqualTo(home.folder()).isDirectory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.folder())))
                .isEqualTo("rwx------");
    }

    @Test
    void whereThereIsAFileThereIsNoHome() throws IOException {
        var taken = Files.writeString(folder.resolve("taken"), "");
        var home = ClientHome.of(Optional.of(taken), Map.of(), folder, FRED);
        assertThatThrownBy(() -> home.file("key.asc"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("cannot be made")
                .hasMessageContaining("--home");
    }
}
