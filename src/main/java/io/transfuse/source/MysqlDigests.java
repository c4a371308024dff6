package io.transfuse.source;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Positions as a table of their digests that the server makes of a few values; also servers without JSON can do that.
 *
 * @param pieces the positions, as many together as fit into one value
 */
record MysqlDigests(List<List<String>> pieces) {

    private static final int LENGTH = 16;

    /** The driver writes a byte into a statement as two at most, and half of a packet is for all else. */
    private static final int SHARE = 4;

    private static final String DIGIT = IntStream.range(1, 10)
            .mapToObj(i -> " UNION ALL SELECT " + i)
            .collect(Collectors.joining("", "(SELECT 0 AS i", ")"));

    static MysqlDigests of(Connection connection, List<String> positions) {
        if (positions.isEmpty()) {
            return new MysqlDigests(List.of());
        }
        var packet = Sql.row(connection, "SELECT @@max_allowed_packet AS bytes").number("bytes");
        var most = (int) Math.max(1, packet / SHARE / LENGTH);
        var pieces = new ArrayList<List<String>>();
        for (int from = 0; from < positions.size(); from += most) {
            pieces.add(positions.subList(from, Math.min(from + most, positions.size())));
        }
        return new MysqlDigests(pieces);
    }

    /** A table with the column {@code transfuse rejected}. */
    String sql() {
        return pieces.stream().map(MysqlDigests::sql).collect(Collectors.joining(" UNION ", "(", ")"));
    }

    private static String sql(List<String> piece) {
        var digits = String.valueOf(piece.size() - 1).length();
        var number = IntStream.range(0, digits)
                .mapToObj(d -> "d" + d + ".i * 1" + "0".repeat(d))
                .collect(Collectors.joining(" + "));
        var tables =
                IntStream.range(0, digits).mapToObj(d -> DIGIT + " d" + d).collect(Collectors.joining(" CROSS JOIN "));
        return "SELECT DISTINCT CAST(SUBSTRING(?, 1 + " + LENGTH + " * (" + number + "), " + LENGTH + ") AS BINARY("
                + LENGTH + ")) AS `transfuse rejected` FROM " + tables + " WHERE " + number + " < " + piece.size();
    }

    /** The parameters of that; several together would be more than a packet holds, and are sent each alone. */
    Object[] bound() {
        return pieces.size() == 1
                ? new Object[] {bytes(pieces.get(0))}
                : pieces.stream().map(p -> new ByteArrayInputStream(bytes(p))).toArray();
    }

    private static byte[] bytes(List<String> piece) {
        var all = new byte[LENGTH * piece.size()];
        for (int i = 0; i < piece.size(); i++) {
            var digest = DigestUtils.md5(piece.get(i).getBytes(StandardCharsets.UTF_8));
            System.arraycopy(digest, 0, all, LENGTH * i, LENGTH);
        }
        return all;
    }
}
