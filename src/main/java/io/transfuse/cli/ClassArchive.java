package io.transfuse.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.management.JMException;
import javax.management.ObjectName;

/** Keeps the classes of a finished run in a shared archive, so that the next run starts faster. */
final class ClassArchive {

    private ClassArchive() {}

    /** Writes the archive that the launcher asked for; a run never fails for it. */
    static void writeIfAsked() {
        var wanted = System.getProperty("transfuse.archive", "");
        if (wanted.isEmpty()) {
            return;
        }
        var file = Path.of(wanted);
        var half = Path.of(wanted + "." + ProcessHandle.current().pid());
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "vmCds",
                            new Object[] {new String[] {"dynamic_dump", half.toString()}},
                            new String[] {String[].class.getName()});
            if (Files.exists(half)) {
                Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (JMException | IOException | RuntimeException e) {
            // The next run starts as slowly as this one did.
        }
    }
}
