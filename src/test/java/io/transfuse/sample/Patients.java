package io.transfuse.sample;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of 13 usual columns and about 265 bytes a row for {@code scripts/bench}; MySQL and MariaDB make the rows
 * themselves, the same ones in both and each time.
 *
 * @param rows how many
 */
public record Patients(long rows) {
    /** Rows of one statement: so many as one transaction holds with ease. */
    private static final int BLOCK = 100_000;

    private static final String TABLE = """
            CREATE TABLE patients (
              id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
              external_id CHAR(36) NOT NULL,
              full_name VARCHAR(80) NOT NULL,
              active TINYINT(1) NOT NULL,
              consented TINYINT(1),
              sex ENUM('female', 'male', 'other', 'unknown') NOT NULL,
              born DATE NOT NULL,
              balance DECIMAL(10,2) NOT NULL,
              contact JSON NOT NULL,
              notes TEXT,
              created_at DATETIME NOT NULL,
              updated_at DATETIME(3) NOT NULL,
              last_seen DATETIME
            ) DEFAULT CHARSET = utf8mb4
            """;

    /** Remainders by numbers without a common divisor, so that no two columns go in step. */
    private static final String FILL = """
            INSERT INTO patients
            WITH RECURSIVE k AS (SELECT 0 AS i UNION ALL SELECT i + 1 FROM k WHERE i < 999),
              n AS (SELECT %d + a.i * 1000 + b.i + 1 AS n FROM k a JOIN k b WHERE a.i < %d),
              m AS (SELECT n, md5(n) AS h FROM n WHERE n <= %d)
            SELECT n,
              concat_ws('-', left(h, 8), substr(h, 9, 4), substr(h, 13, 4), substr(h, 17, 4), right(h, 12)),
              concat(elt(1 + n %% 7, 'Ana', 'Jörg', 'Mary-Jane', 'Łukasz', 'Aoife', 'Bo', '美咲'), ' ',
                elt(1 + n %% 5, 'O''Brien', 'García', '"Sam" Li', 'Ng', 'von der Heide')),
              n %% 9 <> 0,
              CASE n %% 11 WHEN 0 THEN NULL WHEN 1 THEN 0 ELSE 1 END,
              1 + n %% 4,
              date '1930-01-01' + INTERVAL (n * 7919) %% 34000 DAY,
              ((n * 104729) %% 20000000 - 1000000) / 100,
              CASE n %% 3
                WHEN 0 THEN json_object('city', elt(1 + n %% 4, 'Köln', 'Cork', 'Graz', 'Oslo'), 'zip', 10000 + n %% 89999,
                  'primary', n %% 2)
                WHEN 1 THEN json_object('phone', concat(1000000 + n %% 8999999), 'city', 'Łódź', 'score', n %% 40,
                  'tags', json_array('new', n %% 13))
                ELSE json_object('phone', NULL, 'city', 'Aix "Nord"', 'mail', concat('p', n, '@x.org'), 'score', n %% 77,
                  'tags', json_array('a'))
              END,
              CASE WHEN n %% 13 = 0 THEN NULL ELSE concat(
                elt(1 + n %% 6, 'No complaints, with her mother; ', 'Says: "it hurts at night" ', 'Temperature 37.5 °C 🤒, ',
                  'It''s better\\t(see below), ', 'Line one\\nand line two; ',
                  'C:\\\\scans\\\\left knee.png, '),
                'ward ', n %% 31, ', back in ', n %% 52, ' weeks, ',
                elt(1 + n %% 3, 'file checked', 'letter out 📬', 'second opinion'))
              END,
              timestamp '2015-01-01 00:00:00' + INTERVAL (n * 3571) %% 300000000 SECOND,
              timestamp '2024-06-30 12:00:00.000' + INTERVAL (n * 15485863) %% 90000000 * 1000 MICROSECOND,
              CASE WHEN n %% 4 = 0 THEN NULL ELSE timestamp '2020-02-29 08:30:00' + INTERVAL n * 61 %% 120000000 SECOND END
            FROM m
            """;

    public Patients {
        if (rows < 1) {
            throw new IllegalArgumentException("rows is " + rows + ", but must be at least 1");
        }
    }

    /** What makes and fills it, in order; a transaction each. */
    public List<String> statements() {
        var made = new ArrayList<String>();
        made.add(TABLE);
        for (long from = 0; from < rows; from += BLOCK) {
            made.add(FILL.formatted(from, BLOCK / 1000, rows));
        }
        return made;
    }
}
