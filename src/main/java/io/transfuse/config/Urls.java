package io.transfuse.config;

import io.transfuse.model.Endpoint;
import io.transfuse.model.Secret;
import io.transfuse.model.UserException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads database URLs as people write them: psql's form, pgloader's form, and JDBC's. */
public final class Urls {

    private static final String SOURCES = "sqlite:FILE, mysql://user@host:port/db or mariadb://user@host:port/db";
    private static final String TARGETS = "postgresql://user@host:port/db or embedded";

    private static final Pattern SERVER =
            Pattern.compile("\\w+://(?:(?<user>[^/:@]*)(?::(?<password>.*))?@)?(?<host>[^/:@?\\[]+|\\[[^\\]]+\\])"
                    + "(?::(?<port>\\d{1,5}))?/(?<db>[^/?]+)(?:\\?(?<query>.*))?");

    private Urls() {}

    static Endpoint source(String url, Optional<String> user, Optional<Secret> password) {
        return source("source.url", url, user, password);
    }

    /** A source database that a sample fills, as {@code --into} names it. */
    public static Endpoint into(String url, Map<String, String> environment) {
        return source(
                "--into",
                url,
                Optional.empty(),
                Optional.ofNullable(environment.get("TRANSFUSE_SOURCE_PASSWORD"))
                        .map(Secret::new));
    }

    private static Endpoint source(String asked, String url, Optional<String> user, Optional<Secret> password) {
        var plain = url.startsWith("jdbc:") ? url.substring(5) : url;
        if (plain.startsWith("sqlite:")) {
            var file = plain.substring(7).replaceFirst("^//(?=/)", "");
            if (file.isBlank()) {
                throw UserException.usage(asked + " is " + shown(url) + ", but must be " + SOURCES);
            }
            return new Endpoint(
                    "sqlite",
                    "jdbc:sqlite:" + file,
                    String.valueOf(Path.of(file).getFileName()),
                    "",
                    secret(""));
        }
        if (plain.matches("(mysql|mariadb)://.*")) {
            return server(asked, plain, plain.substring(0, plain.indexOf(':')), user, password);
        }
        throw UserException.usage(asked + " is " + shown(url) + ", but must be " + SOURCES);
    }

    static Endpoint target(String url, Optional<String> user, Optional<Secret> password) {
        var plain = url.startsWith("jdbc:") ? url.substring(5) : url;
        if (plain.equals("embedded")) {
            return new Endpoint("embedded", "", "embedded", "postgres", secret(""));
        }
        if (plain.matches("postgres(ql)?://.*")) {
            return server(
                    "target.url", plain.replaceFirst("^postgres(ql)?", "postgresql"), "postgresql", user, password);
        }
        throw UserException.usage("target.url is " + shown(url) + ", but must be " + TARGETS);
    }

    private static Endpoint server(
            String asked, String url, String kind, Optional<String> user, Optional<Secret> password) {
        var parts = SERVER.matcher(url);
        if (!parts.matches()) {
            throw UserException.usage("%s is %s, but must be %s://user@host:port/db%s"
                    .formatted(
                            asked,
                            shown(url),
                            kind,
                            url.indexOf('@') == url.lastIndexOf('@') ? "" : "; write @ in a user or password as %40"));
        }
        try {
            var query = new Query(Optional.ofNullable(parts.group("query")).orElse(""));
            var port = Optional.ofNullable(parts.group("port")).orElse(kind.equals("postgresql") ? "5432" : "3306");
            var place = parts.group("host") + ":" + port + "/";
            return new Endpoint(
                    kind,
                    "jdbc:" + kind + "://" + place + parts.group("db") + query.rest(),
                    place + decoded(parts.group("db")).orElseThrow(),
                    user.or(() -> decoded(parts.group("user")))
                            .or(() -> query.value("user"))
                            .orElse(""),
                    password.or(() -> decoded(parts.group("password"))
                                    .or(() -> query.value("password"))
                                    .map(Secret::new))
                            .orElse(secret("")));
        } catch (IllegalArgumentException e) {
            throw UserException.usage(
                    "%s is %s, but must be a URL in which %% is written %%25".formatted(asked, shown(url)));
        }
    }

    /** What follows the question mark; the login in it is taken out of the URL. */
    private record Query(String text) {
        Optional<String> value(String key) {
            return items().filter(i -> i.startsWith(key + "="))
                    .findFirst()
                    .flatMap(i -> decoded(i.substring(key.length() + 1)));
        }

        String rest() {
            var rest = items().filter(i -> !i.matches("(?i)(user|password)=.*")).collect(Collectors.joining("&"));
            return rest.isEmpty() ? "" : "?" + rest;
        }

        private Stream<String> items() {
            return text.isEmpty() ? Stream.empty() : Stream.of(text.split("&"));
        }
    }

    private static Optional<String> decoded(@Nullable String text) {
        return Optional.ofNullable(text).map(t -> URLDecoder.decode(t.replace("+", "%2B"), StandardCharsets.UTF_8));
    }

    private static Secret secret(String text) {
        return new Secret(text);
    }

    /** The URL as a message may print it: without a password, also where it is no good URL. */
    static String shown(String url) {
        var plain = url.replaceAll("(?i)(password=)[^&]*", "$1***");
        var at = plain.lastIndexOf('@');
        var login = plain.indexOf("//") + 1;
        var colon = plain.indexOf(':', login);
        return colon < 0 || colon > at ? plain : plain.substring(0, colon) + ":***" + plain.substring(at);
    }
}
