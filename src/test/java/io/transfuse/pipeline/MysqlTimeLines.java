package io.transfuse.pipeline;

import java.util.List;

/** Dates, times and moments of MySQL and MariaDB. */
final class MysqlTimeLines {

    static final List<Line> ALL = List.of(
            Line.of(
                            "dates with a zero part",
                            "CREATE TABLE zero (id INT PRIMARY KEY, d DATE, dt DATETIME, ts TIMESTAMP NULL, n DATE NOT NULL)",
                            "INSERT INTO zero VALUES (1, '0000-00-00', '0000-00-00 00:00:00', '0000-00-00 00:00:00', '2024-01-01')",
                            "INSERT INTO zero VALUES (2, '2024-00-00', '2024-05-00 01:02:03', NULL, '2024-01-02')",
                            "INSERT INTO zero VALUES (3, '2024-05-17', NULL, NULL, '0000-00-00')")
                    .gives(
                            "SELECT id, d, dt, ts, n FROM zero ORDER BY id",
                            "1|null|null|null|2024-01-01",
                            "2|null|null|null|2024-01-02")
                    .loses("zero.d: zero-date", 2)
                    .loses("zero.dt: zero-date", 2)
                    .loses("zero.ts: zero-date", 1)
                    .rejects("zero: zero-date:n", 1),
            Line.of(
                            "years from 1 to 9999, and days before the calendar changed",
                            "CREATE TABLE years (id INT PRIMARY KEY, d DATE, dt DATETIME(6))",
                            "INSERT INTO years VALUES (1, '0001-01-01', '0009-02-03 04:05:06.000007'), (2, '0999-12-31', '1582-10-10 00:00:00'),"
                                    + " (3, '1582-10-04', '1500-02-28 23:59:59'), (4, '9999-12-31', '9999-12-31 23:59:59.999999')")
                    .gives(
                            "SELECT d::text, dt::text FROM years ORDER BY id",
                            "0001-01-01|0009-02-03 04:05:06.000007",
                            "0999-12-31|1582-10-10 00:00:00",
                            "1582-10-04|1500-02-28 23:59:59",
                            "9999-12-31|9999-12-31 23:59:59.999999"),
            Line.of(
                            "local times stay local, instants stay instants",
                            "CREATE TABLE clocks (id INT PRIMARY KEY, here DATETIME, there TIMESTAMP NULL)",
                            "INSERT INTO clocks VALUES (1, '2024-03-31 02:30:00', '2024-03-31 01:30:00'), (2, '2024-10-27 02:30:00', '2024-10-27 00:30:00')")
                    .gives(
                            "SELECT here::text, (there AT TIME ZONE 'UTC')::text, pg_typeof(here), pg_typeof(there) FROM clocks ORDER BY id",
                            "2024-03-31 02:30:00|2024-03-31 01:30:00|timestamp without time zone|timestamp with time zone",
                            "2024-10-27 02:30:00|2024-10-27 00:30:00|timestamp without time zone|timestamp with time zone"),
            Line.of(
                            "fractions of a second",
                            "CREATE TABLE fractions (id INT PRIMARY KEY, a DATETIME(1), b DATETIME(3), c DATETIME(6), d TIMESTAMP(6) NULL, e TIME(6))",
                            "INSERT INTO fractions VALUES (1, '2024-01-01 00:00:00.1', '2024-01-01 00:00:00.123', '2024-01-01 00:00:00.123456', '2024-01-01 00:00:00.000001', '23:59:59.999999')")
                    .gives(
                            "SELECT a::text, b::text, c::text, (d AT TIME ZONE 'UTC')::text, e::text FROM fractions",
                            "2024-01-01 00:00:00.1|2024-01-01 00:00:00.123|2024-01-01 00:00:00.123456|2024-01-01 00:00:00.000001|23:59:59.999999"),
            Line.of(
                            "times of more than a day, and negative ones",
                            "CREATE TABLE times (id INT PRIMARY KEY, wide TIME(3), narrow TIME)",
                            "INSERT INTO times VALUES (1, '838:59:59', '00:00:00'), (2, '-838:59:59', '23:59:59'), (3, '-00:00:00.5', NULL), (4, '24:00:00', '12:30:00')")
                    .gives(
                            "SELECT extract(epoch from wide)::text, narrow::text, pg_typeof(wide), pg_typeof(narrow) FROM times ORDER BY id",
                            "3020399.000000|00:00:00|interval|time without time zone",
                            "-3020399.000000|23:59:59|interval|time without time zone",
                            "-0.500000|null|interval|time without time zone",
                            "86400.000000|12:30:00|interval|time without time zone"),
            Line.of(
                            "years",
                            "CREATE TABLE vintage (id INT PRIMARY KEY, y YEAR)",
                            "INSERT INTO vintage VALUES (1, 0000), (2, 1901), (3, 2155)")
                    .gives(
                            "SELECT y, pg_typeof(y) FROM vintage ORDER BY id",
                            "0|smallint",
                            "1901|smallint",
                            "2155|smallint"),
            Line.of(
                            "updated by itself, views, triggers, routines",
                            "CREATE TABLE touched (id INT PRIMARY KEY, v INT, changed TIMESTAMP NULL DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP, at DATETIME DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP)",
                            "INSERT INTO touched VALUES (1, 1, NULL, '2020-01-01')",
                            "CREATE VIEW seen AS SELECT id, v FROM touched WHERE v > 0",
                            "CREATE TRIGGER checked BEFORE INSERT ON touched FOR EACH ROW SET NEW.v = NEW.v + 1",
                            "CREATE PROCEDURE counted() SELECT count(*) FROM touched")
                    .gives(
                            "UPDATE touched SET v = 2 FROM set_config('TimeZone', 'Asia/Tokyo', true) RETURNING changed > now() - interval '1 minute', at > LOCALTIMESTAMP - interval '1 minute'",
                            "t|t")
                    .tells("seen", "checked", "counted", "CREATE VIEW"));

    private MysqlTimeLines() {}
}
