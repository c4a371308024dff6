package io.transfuse.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** What this machine and this account are, as far as servers care. */
final class Machine {

    private Machine() {}

    static boolean windows() {
        return System.getProperty("os.name").startsWith("Windows");
    }

    /** The one platform for which Maven's repositories hold servers of MySQL and MariaDB. */
    static boolean linuxOnX64() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").matches("amd64|x86_64");
    }

    static boolean root() {
        return System.getProperty("user.name").equals("root") && !windows();
    }

    /** A port that nobody listens on. */
    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean free(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
