package io.transfuse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.transfuse.model.Endpoint;
import io.transfuse.model.UserException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sqlite:shop.db                            | jdbc:sqlite:shop.db      | shop.db
            sqlite:/data/my shop.db                   | jdbc:sqlite:/data/my shop.db | my shop.db
            sqlite:///data/shop.db                    | jdbc:sqlite:/data/shop.db | shop.db
            jdbc:sqlite:/data/shop.db                 | jdbc:sqlite:/data/shop.db | shop.db
            mysql://me@h:3307/shop                    | jdbc:mysql://h:3307/shop | h:3307/shop
            mariadb://me@my_host/shop                 | jdbc:mariadb://my_host:3306/shop | my_host:3306/shop
            mysql://me@h/my%20shop%2B                 | jdbc:mysql://h:3306/my%20shop%2B | h:3306/my shop+
            jdbc:mysql://h/shop?user=me&useSSL=false  | jdbc:mysql://h:3306/shop?useSSL=false | h:3306/shop
            """)
    void sourcesAreWrittenAsPeopleWriteThem(String url, String jdbc, String name) {
        var endpoint = Urls.source(url, Optional.empty(), Optional.empty());

        assertThat(endpoint.jdbcUrl()).isEqualTo(jdbc);
        assertThat(endpoint.name()).isEqualTo(name);
        assertThat(endpoint.user()).isEqualTo(endpoint.kind().equals("sqlite") ? "" : "me");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            postgresql://me:pw@h:5433/db              | jdbc:postgresql://h:5433/db | pw
            postgres://me:pw@h/db                     | jdbc:postgresql://h:5432/db | pw
            jdbc:postgresql://h/db?user=me&password=pw | jdbc:postgresql://h:5432/db | pw
            postgresql://me:p%40%2Fw+@[::1]:5432/db?ssl=true | jdbc:postgresql://[::1]:5432/db?ssl=true | p@/w+
            postgresql://me:p@/:w@h/db                | jdbc:postgresql://h:5432/db | p@/:w
            """)
    void targetsGiveTheirLoginAwayToNobody(String url, String jdbc, String password) {
        Endpoint endpoint = Urls.target(url, Optional.empty(), Optional.empty());

        assertThat(endpoint.jdbcUrl()).isEqualTo(jdbc);
        assertThat(endpoint.user()).isEqualTo("me");
        assertThat(endpoint.password().reveal()).isEqualTo(password);
        assertThat(endpoint.toString()).doesNotContain(password);
    }

    @Test
    void anEmbeddedTargetNeedsNothing() {
        assertThat(Urls.target("embedded", Optional.empty(), Optional.empty()).kind())
                .isEqualTo("embedded");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://me:s3c/r@et@",
                "postgresql://me:s3c/r@et@host",
                "postgresql:me:s3c/r@et@host/db",
                "me:s3c/r@et@host/db",
                "postgresql://me:s3c/r@et%@host/db",
                "oracle://me:s3c/r@et@host/db",
                "jdbc:postgresql://host?password=s3c/r@et"
            })
    void aUrlThatIsRefusedIsShownWithoutItsPassword(String url) {
        assertThatThrownBy(() -> Urls.target(url, Optional.empty(), Optional.empty()))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("target.url is ")
                .hasMessageContaining(", but must be ")
                .hasMessageNotContaining("s3c")
                .hasMessageNotContaining("r@et")
                .hasMessageNotContaining("et@");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite:", "shop.db", "mysql://host", "postgresql://h/d"})
    void aSourceOfAnotherKindIsRefused(String url) {
        assertThatThrownBy(() -> Urls.source(url, Optional.empty(), Optional.empty()))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("source.url is " + url + ", but must be ");
    }

    @Test
    void aDatabaseToFillIsNamedByItsOption() {
        assertThat(Urls.into("mysql://me@h/d", Map.of("TRANSFUSE_SOURCE_PASSWORD", "pw"))
                        .password()
                        .reveal())
                .isEqualTo("pw");
        for (var wrong : List.of("postgresql://a@b/c", "mysql://host", "sqlite:", "mysql://a@b/c%")) {
            assertThatThrownBy(() -> Urls.into(wrong, Map.of()))
                    .isInstanceOf(UserException.class)
                    .hasMessageStartingWith("--into is " + wrong + ", but must be ");
        }
    }
}
