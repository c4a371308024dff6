package io.transfuse.load;

import io.transfuse.model.Endpoint;
import io.transfuse.model.UserException;
import java.io.FileNotFoundException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Why a connection to the target could not be opened, as one line that says what to do. */
record Unreachable(Endpoint endpoint) {

    UserException because(SQLException e) {
        var state = Optional.ofNullable(e.getSQLState()).orElse("");
        if (said(e).startsWith("Invalid sslmode")) {
            return UserException.usage("target.url names an sslmode that PostgreSQL does not know, but must name one of"
                    + " disable, allow, prefer, require, verify-ca, verify-full");
        }
        return UserException.unreachable("target " + endpoint.name() + " " + line(state, e));
    }

    private String line(String state, SQLException e) {
        return switch (state) {
            case "28P01" -> "refuses the password of " + account() + "; set TRANSFUSE_TARGET_PASSWORD";
            case "08004" ->
                said(e).contains("does not support SSL")
                        ? "has no TLS, which the URL asks for; turn it on in the server, or take sslmode out of the URL"
                        : passwordMissing()
                                ? "wants a password for " + account() + "; set TRANSFUSE_TARGET_PASSWORD"
                                : "refuses the connection; see the server's log";
            case "28000" ->
                "does not let " + account()
                        + " in; create the account with CREATE ROLE … LOGIN, or allow it in pg_hba.conf";
            case "3D000" -> "does not exist on that server; create it with CREATE DATABASE … ENCODING 'UTF8'";
            case "42501" -> "does not let " + account() + " in; grant it with GRANT CONNECT ON DATABASE … TO …";
            case "53300" -> "has no connection left; raise max_connections or lower load.connections";
            case "57P03" -> "is starting up or shutting down; wait and run the same command again";
            default -> network(e);
        };
    }

    private static String network(SQLException e) {
        if (said(e).contains("PgjdbcHostnameVerifier")) {
            return "has a certificate for another host name; write that name into the URL, or use sslmode=verify-ca";
        }
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException) {
                return "refuses connections; check host and port, and that the server is running";
            }
            if (cause instanceof UnknownHostException) {
                return "has a host name that nobody knows; check the host";
            }
            if (cause instanceof SocketTimeoutException) {
                return "does not answer; check host, port and firewall";
            }
            if (cause instanceof SSLException) {
                return "has a certificate that this machine does not trust; name the authority in the URL with"
                        + " sslrootcert=FILE, or use sslmode=require";
            }
            if (cause instanceof FileNotFoundException || cause instanceof CertificateException) {
                return "cannot be reached with the certificates that the URL names: " + said(e)
                        + " Name the authority's with sslrootcert=FILE, or use sslmode=require";
            }
        }
        return "cannot be opened: " + SqlCause.of(e) + "; check the target URL";
    }

    private static String said(SQLException e) {
        return String.valueOf(e.getMessage());
    }

    private boolean passwordMissing() {
        return endpoint.password().reveal().isEmpty();
    }

    private String account() {
        return endpoint.user().isEmpty() ? "the default account" : "account " + endpoint.user();
    }
}
