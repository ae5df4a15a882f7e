package org.imxp.cli;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A QR code of characters, for a terminal with light characters on a dark ground: what is light is drawn. */
final class QrLines {
    private static final int QUIET = 2;
    private static final String BLOCKS = "\u2588\u2580\u2584 ";

    private QrLines() {}

    static List<String> of(String text, Charset charset) {
        var code = code(text);
        return charset.newEncoder().canEncode(BLOCKS) ? halves(code) : hashes(code);
    }

    private static BitMatrix code(String text) {
        try {
            return new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(
                                    EncodeHintType.MARGIN,
                                    QUIET,
                                    EncodeHintType.ERROR_CORRECTION,
                                    ErrorCorrectionLevel.L));
        } catch (WriterException e) {
            throw new IllegalArgumentException("\"" + text + "\" is too long for a QR code", e);
        }
    }

    /** Two rows of the code on a line, since characters are twice as high as wide. */
    private static List<String> halves(BitMatrix code) {
        var lines = new ArrayList<String>();
        for (int y = 0; y < code.getHeight(); y += 2) {
            var line = new StringBuilder();
            for (int x = 0; x < code.getWidth(); x++) {
                boolean upper = !code.get(x, y);
                boolean lower = y + 1 < code.getHeight() && !code.get(x, y + 1);
                line.append(BLOCKS.charAt(upper ? (lower ? 0 : 1) : (lower ? 2 : 3)));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static List<String> hashes(BitMatrix code) {
        var lines = new ArrayList<String>();
        for (int y = 0; y < code.getHeight(); y++) {
            var line = new StringBuilder();
            for (int x = 0; x < code.getWidth(); x++) {
                line.append(code.get(x, y) ? "  " : "##");
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
