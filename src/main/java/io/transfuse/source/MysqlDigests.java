package io.transfuse.source;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;

/** Positions as a table of their digests that the server makes of one value; also servers without JSON can do that. */
record MysqlDigests(List<String> positions) {

    private static final int LENGTH = 16;
    private static final String DIGIT = IntStream.range(1, 10)
            .mapToObj(i -> " UNION ALL SELECT " + i)
            .collect(Collectors.joining("", "(SELECT 0 AS i", ")"));

    /** A table with the column {@code transfuse rejected}; its one parameter are the bytes. */
    String sql() {
        var digits = String.valueOf(positions.size() - 1).length();
        var number = IntStream.range(0, digits)
                .mapToObj(d -> "d" + d + ".i * 1" + "0".repeat(d))
                .collect(Collectors.joining(" + "));
        var tables =
                IntStream.range(0, digits).mapToObj(d -> DIGIT + " d" + d).collect(Collectors.joining(" CROSS JOIN "));
        return "(SELECT DISTINCT CAST(SUBSTRING(?, 1 + " + LENGTH + " * (" + number + "), " + LENGTH + ") AS BINARY("
                + LENGTH + ")) AS `transfuse rejected` FROM " + tables + " WHERE " + number + " < " + positions.size()
                + ")";
    }

    byte[] bytes() {
        var all = new byte[LENGTH * positions.size()];
        for (int i = 0; i < positions.size(); i++) {
            var digest = DigestUtils.md5(positions.get(i).getBytes(StandardCharsets.UTF_8));
            System.arraycopy(digest, 0, all, LENGTH * i, LENGTH);
        }
        return all;
    }
}
