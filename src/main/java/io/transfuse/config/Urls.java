package io.transfuse.config;

import io.transfuse.model.Endpoint;
import io.transfuse.model.Secret;
import io.transfuse.model.UserException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Reads database URLs as people write them: psql's form, pgloader's form, and JDBC's. */
final class Urls {

    private static final String SOURCES = "sqlite:FILE, mysql://user@host:port/db or mariadb://user@host:port/db";
    private static final String TARGETS = "postgresql://user@host:port/db or embedded";

    private Urls() {}

    static Endpoint source(String url, Optional<String> user, Optional<Secret> password) {
        var plain = url.startsWith("jdbc:") ? url.substring(5) : url;
        if (plain.startsWith("sqlite:")) {
            var file = plain.substring(7).replaceFirst("^//(?=/)", "");
            if (file.isBlank()) {
                throw UserException.usage("source.url is " + shown(url) + ", but must be " + SOURCES);
            }
            return new Endpoint(
                    "sqlite",
                    "jdbc:sqlite:" + file,
                    String.valueOf(Path.of(file).getFileName()),
                    "",
                    secret(""));
        }
        if (plain.matches("(mysql|mariadb)://.*")) {
            return server(plain, plain.substring(0, plain.indexOf(':')), user, password);
        }
        throw UserException.usage("source.url is " + shown(url) + ", but must be " + SOURCES);
    }

    static Endpoint target(String url, Optional<String> user, Optional<Secret> password) {
        var plain = url.startsWith("jdbc:") ? url.substring(5) : url;
        if (plain.equals("embedded")) {
            return new Endpoint("embedded", "", "embedded", "postgres", secret(""));
        }
        if (plain.matches("postgres(ql)?://.*")) {
            return server(plain.replaceFirst("^postgres(ql)?", "postgresql"), "postgresql", user, password);
        }
        throw UserException.usage("target.url is " + shown(url) + ", but must be " + TARGETS);
    }

    private static Endpoint server(String url, String kind, Optional<String> user, Optional<Secret> password) {
        try {
            var uri = new URI(url);
            var login = Optional.ofNullable(uri.getRawUserInfo()).map(i -> i.split(":", 2));
            var database = Optional.ofNullable(uri.getPath()).orElse("").replaceFirst("^/", "");
            if (uri.getHost() == null || database.isEmpty()) {
                throw UserException.usage("%s is %s, but must be %s://user@host:port/db"
                        .formatted(kind.equals("postgresql") ? "target.url" : "source.url", shown(url), kind));
            }
            var port = uri.getPort() > 0 ? uri.getPort() : kind.equals("postgresql") ? 5432 : 3306;
            var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            var place = uri.getHost() + ":" + port + "/" + database;
            return new Endpoint(
                    kind,
                    "jdbc:" + kind + "://" + place + query,
                    place,
                    user.or(() -> login.map(l -> decoded(l[0]))).orElse(""),
                    password.or(() -> login.filter(l -> l.length > 1).map(l -> secret(decoded(l[1]))))
                            .orElse(secret("")));
        } catch (URISyntaxException e) {
            throw UserException.usage(
                    "the URL " + shown(url) + " cannot be read; write " + kind + "://user@host:port/db");
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static Secret secret(String text) {
        return new Secret(text);
    }

    /** The URL as a message may print it: without a password. */
    static String shown(String url) {
        return url.replaceFirst("(//[^/@:]*):[^@/]*@", "$1:***@").replaceAll("(?i)(password=)[^&]*", "$1***");
    }
}
