package io.transfuse.report;

import io.transfuse.model.Mapping;
import io.transfuse.model.UserException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The directory that a migration writes to; nobody else knows the names in it.
 *
 * @param root the value of {@code --out}
 */
public record OutDirectory(Path root) {

    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");

    /** Folders that hold rows. */
    private static final List<OutFile> ROWS =
            List.of(OutFile.CROSSWALKS, OutFile.STAGE, OutFile.REJECTS, OutFile.SOURCE_COPY, OutFile.POSTGRES);

    /** Creates the directory, readable by its owner only, and proves that it can be written. */
    public static OutDirectory create(Path root) {
        refuseUnnamed(root);
        try {
            make(root.toAbsolutePath());
            Files.delete(Files.createTempFile(root, ".transfuse-", ".probe"));
        } catch (IOException e) {
            throw UserException.usage("--out is " + root + ", but must be a directory that can be written");
        }
        return new OutDirectory(root);
    }

    /** An empty path would be the current directory, which nobody has asked to fill. */
    private static void refuseUnnamed(Path root) {
        if (root.toString().isEmpty()) {
            throw UserException.usage(
                    "--out is empty, but must be a directory that can be written; '.' is the current one");
        }
    }

    /** Keeps others out of the folders that hold rows; the directory itself may be shared, for its reports. */
    public void guard() {
        ROWS.stream().map(this::path).filter(Files::isDirectory).forEach(OutDirectory::guard);
    }

    /** A folder that holds rows, made where it is missing: its owner alone may enter it. */
    public Path guarded(OutFile folder) {
        var path = path(folder);
        try {
            make(path.toAbsolutePath());
        } catch (IOException e) {
            throw UserException.stopped("Making " + path + " failed: " + cause(e));
        }
        guard(path);
        return path;
    }

    private static void guard(Path folder) {
        try {
            if (posix(folder) && !Files.getPosixFilePermissions(folder).equals(OWNER)) {
                Files.setPosixFilePermissions(folder, OWNER);
            }
        } catch (IOException e) {
            // It belongs to somebody else, or its file system knows no rights: whoever made it so decides.
        }
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Takes the directory for one command alone, until the lock is closed or the process ends. */
    public FileLock lock() {
        try {
            var channel = FileChannel.open(root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
            channel.close();
        } catch (OverlappingFileLockException e) {
            // This very process holds it: the same answer as for any other.
        } catch (IOException e) {
            throw UserException.usage("--out is " + root + ", but must be a directory that can be written");
        }
        throw UserException.usage("--out is " + root
                + ", where another command is at work, but must be free; wait for it, or name another --out");
    }

    private static void make(Path root) throws IOException {
        if (Files.isDirectory(root)) {
            return;
        }
        var parent = root.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (posix(root)) {
            Files.createDirectory(root, PosixFilePermissions.asFileAttribute(OWNER));
        } else {
            Files.createDirectory(root);
        }
    }

    /** Where a file or folder is. */
    public Path path(OutFile file) {
        return root.resolve(file.fileName());
    }

    /** Where the old and new keys of one entity are. */
    public Path crosswalk(Mapping.Crosswalk crosswalk) {
        return path(OutFile.CROSSWALKS).resolve(crosswalk.file());
    }

    /** What is there by now, in the order of {@link OutFile}. */
    public List<OutFile> present() {
        return Stream.of(OutFile.values()).filter(f -> Files.exists(path(f))).toList();
    }

    /** Removes a file, where it is there. */
    public void remove(OutFile file) {
        try {
            Files.deleteIfExists(path(file));
        } catch (IOException e) {
            throw UserException.stopped("Removing " + path(file) + " failed: " + cause(e));
        }
    }

    /** Writes a file whole or not at all. */
    public void write(OutFile file, String text) {
        write(path(file), text);
    }

    /** Writes a file whole or not at all; a reader sees the old text or the new one. */
    static void write(Path file, String text) {
        var name = String.valueOf(file.getFileName());
        var draft =
                file.resolveSibling("." + name + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            Files.writeString(draft, text);
            replace(draft, file);
        } catch (IOException e) {
            throw UserException.stopped("Writing " + file + " failed: " + cause(e));
        }
    }

    private static void replace(Path draft, Path file) throws IOException {
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** The system's own words for a failure, without a class name where it has any. */
    static String cause(IOException e) {
        if (e instanceof FileSystemException f && f.getReason() != null) {
            return f.getReason();
        }
        return e instanceof FileSystemException ? e.getClass().getSimpleName() : String.valueOf(e.getMessage());
    }
}
