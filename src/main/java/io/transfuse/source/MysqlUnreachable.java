package io.transfuse.source;

import io.transfuse.model.Endpoint;
import io.transfuse.model.UserException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/** Why a connection to the source could not be opened, as one line that says what to do. */
record MysqlUnreachable(Endpoint endpoint) {

    private static final int NO_RIGHT_TO_DATABASE = 1044;
    private static final int WRONG_LOGIN = 1045;
    private static final int NO_DATABASE = 1049;
    private static final int TOO_MANY = 1040;
    private static final int TOO_MANY_OF_USER = 1203;
    private static final int LIMIT_OF_ACCOUNT = 1226;
    private static final int HOST_REFUSED = 1130;
    private static final int WRONG_LOGIN_WITHOUT_PASSWORD = 1698;

    private static final int TLS_REQUIRED = 3159;

    UserException because(SQLException e) {
        return UserException.unreachable("source " + endpoint.name() + " " + line(e));
    }

    private String line(SQLException e) {
        return switch (e.getErrorCode()) {
            case WRONG_LOGIN, WRONG_LOGIN_WITHOUT_PASSWORD ->
                endpoint.password().reveal().isEmpty()
                        ? "wants a password for " + account() + "; set TRANSFUSE_SOURCE_PASSWORD"
                        : "refuses the password of " + account() + "; set TRANSFUSE_SOURCE_PASSWORD" + withoutTls();
            case NO_RIGHT_TO_DATABASE ->
                "does not let " + account() + " read the database; grant it with GRANT SELECT ON `" + database()
                        + "`.* TO …";
            case NO_DATABASE -> "does not exist on that server; check the name of the database in the URL";
            case TOO_MANY, TOO_MANY_OF_USER ->
                "has no connection left; raise max_connections, or wait until others are done";
            case LIMIT_OF_ACCOUNT -> "lets " + account() + limit(String.valueOf(e.getMessage()));
            case HOST_REFUSED -> "lets nobody in from this host; create the account for it with CREATE USER …";
            case TLS_REQUIRED -> "lets nobody in without TLS; take sslMode=DISABLED or useSSL=false out of the URL";
            default -> network(e);
        };
    }

    private static String limit(String message) {
        if (message.contains("max_user_connections")) {
            return " have too few sessions; raise that with ALTER USER … WITH MAX_USER_CONNECTIONS 0,"
                    + " or lower read.connections";
        }
        return " ask or come in so many times an hour and no more; raise that with ALTER USER … WITH"
                + " MAX_QUERIES_PER_HOUR 0 MAX_CONNECTIONS_PER_HOUR 0";
    }

    /** MariaDB calls it a wrong password where an account or the whole server wants TLS. */
    private String withoutTls() {
        return endpoint.jdbcUrl().matches("(?i).*(sslMode=DISABLED|useSSL=false).*")
                ? ", or turn TLS on, if the account may not do without"
                : "";
    }

    private static String network(SQLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException) {
                return "refuses connections; check host and port, and that the server is running";
            }
            if (cause instanceof UnknownHostException) {
                return "has a host name that nobody knows; check the host";
            }
            if (cause instanceof GeneralSecurityException) {
                return "has a certificate that this machine does not trust; name the authority in the URL with"
                        + " trustCertificateKeyStoreUrl=file:…, or use sslMode=REQUIRED";
            }
            if (cause instanceof SocketTimeoutException) {
                return "does not answer; check host, port and firewall";
            }
            var said = said(String.valueOf(cause.getMessage()));
            if (said.isPresent()) {
                return said.get();
            }
        }
        return "cannot be opened (" + e.getErrorCode() + ", " + e.getSQLState() + "); check the source URL";
    }

    /** What the words of a failure tell, where its class does not. */
    private static Optional<String> said(String message) {
        var text = message.toLowerCase(Locale.ROOT);
        if (text.startsWith("cannot open file:") || text.endsWith("not appear to be a valid url.")) {
            return Optional.of("cannot be reached with the key store that the URL names: " + message
                    + "; 'keytool -importcert -file ca.pem -keystore FILE' makes one, the URL names it by file:/…, its"
                    + " password stands in trustCertificateKeyStorePassword");
        }
        if (text.contains("public key retrieval")) {
            return Optional.of(
                    "has no TLS and asks for the password by its key; add allowPublicKeyRetrieval=true to the URL,"
                            + " or turn TLS on");
        }
        if (text.contains("ssl") || text.contains("tls") || text.contains("certificate")) {
            return Optional.of(
                    "cannot be reached over TLS as the URL asks; check sslMode and the certificates: " + message);
        }
        return Optional.empty();
    }

    private String database() {
        return endpoint.name().replaceFirst("^.*/", "");
    }

    private String account() {
        return endpoint.user().isEmpty() ? "the default account" : "account " + endpoint.user();
    }
}
