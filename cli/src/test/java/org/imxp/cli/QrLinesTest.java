package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A code of characters, read again by a program that reads pictures. */
final class QrLinesTest {
    private static final String TEXT = "openpgp4fpr:0123456789abcdef0123456789abcdef01234567";
    private static final int SCALE = 8;
    private static final int WHITE = 0xffffff;

    private static String read(boolean[][] light) throws Exception {
        int height = light.length * SCALE;
        int width = light[0].length * SCALE;
        var pixels = new int[width * height];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = light[i / width / SCALE][i % width / SCALE] ? WHITE : 0;
        }
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels))))
                .getText();
    }

    @Test
    void halfBlocksAreReadAgain() throws Exception {
        List<String> lines = QrLines.of(TEXT, StandardCharsets.UTF_8);
        int width = lines.getFirst().length();
        var light = new boolean[2 * lines.size()][width];
        for (int y = 0; y < lines.size(); y++) {
            for (int x = 0; x < width; x++) {
                char block = lines.get(y).charAt(x);
                light[2 * y][x] = block == '\u2588' || block == '\u2580';
                light[2 * y + 1][x] = block == '\u2588' || block == '\u2584';
            }
        }
        assertThat(read(light)).isEqualTo(TEXT);
    }

    @Test
    void aTerminalThatKnowsNoBlocksHasItToo() throws Exception {
        var lines = QrLines.of(TEXT, StandardCharsets.US_ASCII);
        var light = new boolean[lines.size()][lines.getFirst().length() / 2];
        for (int y = 0; y < light.length; y++) {
            for (int x = 0; x < light[y].length; x++) {
                light[y][x] = lines.get(y).charAt(2 * x) == '#';
            }
        }
        assertThat(read(light)).isEqualTo(TEXT);
    }
}
