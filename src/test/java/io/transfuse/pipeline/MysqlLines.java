package io.transfuse.pipeline;

import java.util.List;
import java.util.stream.Stream;

/** The values of MySQL and MariaDB that must survive, with the policies as they are by default. */
final class MysqlLines {

    private MysqlLines() {}

    static List<Line> all() {
        return Stream.of(MysqlTimeLines.ALL, MysqlNumberLines.ALL, MysqlTextLines.ALL, MysqlSchemaLines.ALL)
                .flatMap(List::stream)
                .toList();
    }
}
