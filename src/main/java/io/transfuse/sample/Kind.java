package io.transfuse.sample;

/** The kind of database that a sample is made for, and how rows are written there. */
public enum Kind {
    SQLITE("sqlite:FILE", '"', 500),
    MYSQL("mysql://user@host:port/db or mariadb://user@host:port/db", '`', 4000);

    private final String url;
    private final String quote;
    private final int batch;

    Kind(String url, char quote, int batch) {
        this.url = url;
        this.quote = String.valueOf(quote);
        this.batch = batch;
    }

    /** How one names such a database. */
    String url() {
        return url;
    }

    /** Rows that go to the database at once. */
    int batch() {
        return batch;
    }

    String quoted(String name) {
        return quote + name.replace(quote, quote + quote) + quote;
    }

    /** What stands for a value in an INSERT: bytes that are stored as text though they are none need a word more. */
    String mark(boolean raw) {
        return switch (this) {
            case SQLITE -> raw ? "CAST(? AS TEXT)" : "?";
            case MYSQL -> "?";
        };
    }

    /** A condition: the column {@code id} holds no UUID, neither with dashes nor without. */
    String idIsNoUuid() {
        return switch (this) {
            case SQLITE -> """
                    id NOT GLOB '????????-????-????-????-????????????'
                      AND (length(id) <> 32 OR id GLOB '*[^0-9a-f]*')
                    """;
            case MYSQL ->
                "id NOT REGEXP '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' AND id NOT REGEXP '^[0-9a-f]{32}$'";
        };
    }
}
