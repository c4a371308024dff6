package io.transfuse.embedded;

import io.transfuse.model.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Fetches the programs of a server through the project's own Maven, once for each account. */
public record SourceDownload(SourceProduct product) {

    /**
     * Its programs; without a network where they were fetched before.
     *
     * @param teller hears what is downloaded, before it is
     */
    public SourceArchive archive(Consumer<String> teller) {
        if (!SourceArchive.isUnpacked(product)) {
            fetch(teller);
        }
        return new SourceArchive(product, Path.of("unpacked"));
    }

    private void fetch(Consumer<String> teller) {
        if (!Machine.linuxOnX64()) {
            throw UserException.usage("this machine is %s on %s, but must be Linux on x86-64 for an embedded %s; %s"
                    .formatted(
                            System.getProperty("os.name"),
                            System.getProperty("os.arch"),
                            product.title(),
                            "fill a server of your own with 'sample', and 'run' from it"));
        }
        var maven = Path.of(System.getProperty("transfuse.home", ""), "mvnw").toAbsolutePath();
        if (!Files.isExecutable(maven)) {
            throw UserException.usage("an embedded " + product.title()
                    + " is fetched by mvnw of the checkout, which is not there; call scripts/transfuse of a checkout");
        }
        teller.accept("downloading %s once, %d MB, from Maven's repositories to %s"
                .formatted(product.title(), product.megabytes(), Cache.directory()));
        try {
            var folder = Files.createTempDirectory(Cache.directory(), "downloading-");
            try {
                run(maven, folder);
                unpack(folder);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The pom's execution of this name copies the archive, in the version that the tests run on. */
    private void run(Path maven, Path folder) throws IOException {
        var log = folder.resolve("log");
        var builder = new ProcessBuilder(
                        maven.toString(),
                        "--batch-mode",
                        "--no-transfer-progress",
                        "--file",
                        maven.resolveSibling("pom.xml").toString(),
                        "-Dquick",
                        "dependency:copy@" + product.kind(),
                        "-Dtransfuse.servers=" + folder.resolve("archive"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process = builder.start();
        var hook = new Thread(() -> abandon(process, folder), "download-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            process.getOutputStream().close();
            if (process.waitFor() != 0) {
                throw UserException.unreachable(
                        "%s cannot be downloaded: Maven says '%s'".formatted(product.title(), complaint(log)));
            }
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (InterruptedException e) {
            end(process);
            Thread.currentThread().interrupt();
            throw UserException.stopped("the download of " + product.title() + " was interrupted");
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    private static void abandon(Process process, Path folder) {
        end(process);
        try {
            process.waitFor();
            delete(folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // Half an archive stays in the cache, under a name that nobody looks for.
        }
    }

    private static String complaint(Path log) throws IOException {
        var lines = Files.readAllLines(log).stream()
                .map(l -> l.replaceAll("\u001b\\[[0-9;]*m", ""))
                .filter(l -> !l.isBlank())
                .toList();
        return lines.stream()
                .filter(l -> l.startsWith("[ERROR]"))
                .map(l -> l.replaceFirst("^\\[ERROR] *", ""))
                .findFirst()
                .orElse(lines.isEmpty() ? "nothing" : lines.get(lines.size() - 1));
    }

    private void unpack(Path folder) throws IOException {
        try (var files = Files.list(folder.resolve("archive"))) {
            var archives = files.toList();
            if (archives.size() != 1) {
                throw new IOException("Maven copied " + archives + ", but must copy one archive");
            }
            new SourceArchive(product, archives.get(0)).unpacked();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (var file : all) {
                Files.delete(file);
            }
        }
    }
}
