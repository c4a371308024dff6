package io.transfuse.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** Keeps the classes of a finished run in a shared archive, so that the next run starts faster. */
final class ClassArchive {
    // One line a class: bars for its depth, its name, its loader; a hidden class has a slash or a plus in its name.
    private static final Pattern LOADED = Pattern.compile("(?m)^[| -]*([\\w.$]+)/0x");

    private ClassArchive() {}

    /** Writes the archive that the launcher asked for; a run never fails for it. */
    static void writeIfAsked() {
        var wanted = System.getProperty("transfuse.archive", "");
        if (wanted.isEmpty()) {
            return;
        }
        var file = Path.of(wanted);
        var half = Path.of(wanted + "." + ProcessHandle.current().pid());
        // The runtime announces the file on standard output, where nobody asked for it.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            LOADED.matcher(diagnose("vmClassHierarchy")).results().forEach(ClassArchive::link);
            diagnose("vmCds", "dynamic_dump", half.toString());
            if (Files.exists(half)) {
                Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (JMException | IOException | RuntimeException e) {
            // The next run starts as slowly as this one did.
        }
    }

    /** An archive holds only classes that are linked; to ask for its constructors links a class without running it. */
    private static void link(MatchResult line) {
        try {
            var unused = Class.forName(line.group(1), false, ClassArchive.class.getClassLoader())
                    .getConstructors();
        } catch (ClassNotFoundException | LinkageError e) {
            // Another loader's class, or one whose companions are absent: it is loaded as before.
        }
    }

    private static String diagnose(String command, String... arguments) throws JMException {
        return String.valueOf(ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        command,
                        new Object[] {arguments},
                        new String[] {String[].class.getName()}));
    }
}
