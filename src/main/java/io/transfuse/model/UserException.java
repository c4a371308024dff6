package io.transfuse.model;

/** Something that the person running the command can mend; its message is the one line they read. */
public final class UserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private UserException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** A command or setting that cannot work. */
    public static UserException usage(String message) {
        return new UserException(2, message);
    }

    /** A database that cannot be reached, or a missing right. */
    public static UserException unreachable(String message) {
        return new UserException(3, message);
    }

    /** A step that stopped midway; the same command goes on. */
    public static UserException stopped(String message) {
        return new UserException(4, message + "; run the same command again");
    }

    /** The same where another command goes on; the message says which. */
    public static UserException unfinished(String message) {
        return new UserException(4, message);
    }

    /** The exit code of the command. */
    public int exitCode() {
        return exitCode;
    }
}
