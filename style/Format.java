import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Formats every Java source file below the working directory, or says which ones are not formatted. */
public final class Format {
    private static final Formatter FORMATTER = Formatter.createFormatter(
            JavaFormatterOptions.builder().style(Style.PALANTIR).build());

    public static void main(String[] arguments) throws IOException {
        var mode = arguments.length == 1 ? arguments[0] : "check";
        var unformatted = sources()
                .parallel()
                .filter(source -> differs(source, mode))
                .sorted()
                .toList();
        switch (mode) {
            case "write" -> unformatted.forEach(source -> System.out.println("formatted " + source));
            case "check" -> report(unformatted);
            default -> throw new IllegalArgumentException("-Dformat=" + mode + ": allowed are check and write");
        }
    }

    private static Stream<Path> sources() throws IOException {
        return Files.walk(Path.of("."))
                .filter(path -> path.toString().endsWith(".java"))
                .filter(path -> !path.toString().contains("/target/")
                        && !path.toString().contains("/." + "git/"));
    }

    private static boolean differs(Path source, String mode) {
        try {
            var before = Files.readString(source);
            var after = FORMATTER.formatSourceAndFixImports(before);
            if (mode.equals("write") && !after.equals(before)) {
                Files.writeString(source, after);
            }
            return !after.equals(before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FormatterException e) {
            throw new IllegalStateException(source + ": " + e.getMessage(), e);
        }
    }

    private static void report(List<Path> unformatted) {
        if (!unformatted.isEmpty()) {
            unformatted.forEach(source -> System.err.println("not formatted: " + source));
            System.err.println("Format them with: mvn validate -Dformat=write");
            System.exit(1);
        }
    }
}
