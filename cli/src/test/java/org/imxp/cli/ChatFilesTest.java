package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.imxp.message.Message;
import org.imxp.message.OpaqueContent;
import org.imxp.protocol.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChatFilesTest {
    private static final Address FRED = Address.parse("fred@example.com");
    private static final ShownMessage IMAGE = new ShownMessage(
            new Message(List.of(), new OpaqueContent("image/png", ByteBuffer.wrap(new byte[] {7}), "")),
            FRED,
            FRED,
            Trial.NOW);

    @TempDir
    private Path folder = Path.of("");

    private ChatFiles files(Optional<SavingFolder> always) {
        return new ChatFiles(folder, always, 4096, new Random(1));
    }

    @Test
    void theLastOnesCanBeSavedAndEachOnce() {
        var files = files(Optional.empty());
        for (var i = 0; i <= ChatFiles.MOST; i++) {
            files.offer(IMAGE);
        }
        assertThat(files.save(1)).isEqualTo("There is no file 1 to save any more: the last 32 are kept.");
        assertThat(files.save(2)).startsWith("attachment.png (image/png, 1 octet), saved as ");
        assertThat(files.save(2)).startsWith("There is no file 2 to save");
        assertThat(files.save(99)).isEqualTo("There is no file 99 to save.");
        assertThat(folder.resolve("attachment.png")).hasBinaryContent(new byte[] {7});
    }

    @Test
    void allAreSavedWhereThatIsAskedFor() {
        var shown = files(Optional.of(SavingFolder.of(folder))).offer(IMAGE);
        assertThat(shown.files())
                .singleElement()
                .satisfies(file -> assertThat(file.path())
                        .hasValueSatisfying(path -> assertThat(path).exists()));
    }
}
