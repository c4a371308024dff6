package io.transfuse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.model.Endpoint;

class PatientsTest {
    private static final long ROWS = 100_500;

    @OnSqlServers
    void theSampleHasTheRowsAndTheShapeThatTheBenchmarkNames(SqlServer server) {
        var source = server.database();
        Servers.execute(source, new Patients(ROWS).statements().toArray(String[]::new));

        assertThat(answer(source, "count(*), count(DISTINCT external_id), max(id)"))
                .isEqualTo(ROWS + "|" + ROWS + "|" + ROWS);
        assertThat(answer(source, "min(json_length(contact)), max(json_length(contact))"))
                .isEqualTo("3|5");
        assertThat(answer(source, "min(char_length(notes)) >= 60, max(char_length(notes)) <= 120"))
                .isEqualTo("1|1");
        assertThat(
                        answer(
                                source,
                                "sum(consented IS NULL) DIV 1000, sum(notes IS NULL) DIV 1000, sum(last_seen IS NULL) DIV 1000"))
                .isEqualTo("9|7|25");
        assertThat(answer(
                        source,
                        "avg(length(concat(id, external_id, full_name, active, ifnull(consented, ''), sex, born,"
                                + " balance, contact, ifnull(notes, ''), created_at, updated_at, ifnull(last_seen, '')))) BETWEEN 255 AND 275"
                                + ""))
                .isEqualTo("1");
    }

    @OnSqlServers
    void bothServersMakeTheSameRowsEachTime(SqlServer server) {
        var source = server.database();
        Servers.execute(source, new Patients(2000).statements().toArray(String[]::new));

        assertThat(answer(
                        source,
                        "sum(crc32(concat_ws('|', id, external_id, full_name, active, consented, sex, born, balance,"
                                + " notes, created_at, updated_at, last_seen, json_extract(contact, '$.score') * 1)))"))
                .isEqualTo("4323548707959");
    }

    private static String answer(Endpoint source, String columns) {
        return Servers.rows(source, "SELECT " + columns + " FROM patients").get(0);
    }
}
