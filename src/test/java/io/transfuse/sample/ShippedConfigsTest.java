package io.transfuse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueType;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shipped configs promise must hold for the clean samples, or a first demo ends in rejects. */
class ShippedConfigsTest {
    private static final Pattern LENGTH = Pattern.compile("varchar\\((\\d+)\\).*");

    @TempDir
    Path folder;

    @Test
    void the_shop_is_plain_configuration_of_less_than_40_lines() throws IOException {
        var shop = parsed("conf/examples/shop.conf");

        assertThat(shop.getConfig("tables").root().keySet()).containsExactlyInAnyOrder("customers", "orders", "notes");
        assertThat(Files.readAllLines(Path.of("conf/examples/shop.conf"))).hasSizeLessThan(40);
        assertThat(shop.getBoolean("tables.customers.split.companies.otherwise"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"radcase", "emrsim"})
    void the_clean_sample_fits_its_config(String system) throws SQLException {
        var tables = parsed("conf/" + system + ".conf").getConfig("tables");
        try (var clean = Written.of(system, folder.resolve("clean.db"), new Order(500, 42, false))) {
            for (var table : tables.root().keySet()) {
                var config = tables.getConfig(ConfigUtil.joinPath(table));
                for (var column : keys(config, "columns")) {
                    fits(clean, table, column, config.getConfig("columns"));
                }
                for (var check : keys(config, "checks")) {
                    var sql = config.getString("checks." + check);
                    assertThat(clean.count(table + " WHERE NOT (" + sql + ")"))
                            .as(check)
                            .isZero();
                }
            }
        }
    }

    @Test
    void the_clean_radcase_is_unique_where_its_config_says_so() throws SQLException {
        try (var clean = Written.of("radcase", folder.resolve("clean.db"), new Order(500, 42, false))) {
            for (var unique : List.of("users.lower(username)", "users.lower(email)", "dicom_series.series_uid")) {
                var table = unique.substring(0, unique.indexOf('.'));
                var value = unique.substring(table.length() + 1);
                assertThat(clean.number("SELECT count(" + value + ") - count(DISTINCT " + value + ") FROM " + table))
                        .as(unique)
                        .isZero();
            }
        }
    }

    /** Length and NOT NULL of one column, where the source has it. */
    private static void fits(Written clean, String table, String column, Config columns) throws SQLException {
        var type = type(columns, column);
        var exists = clean.count("pragma_table_info('" + table + "') WHERE name = '" + column + "'") > 0;
        var length = LENGTH.matcher(type);
        if (exists && type.contains("not null")) {
            assertThat(clean.count(table + " WHERE " + column + " IS NULL"))
                    .as(table + "." + column)
                    .isZero();
        }
        if (exists && length.matches()) {
            assertThat(clean.number("SELECT max(length(" + column + ")) FROM " + table))
                    .as(table + "." + column)
                    .isLessThanOrEqualTo(Long.parseLong(length.group(1)));
        }
    }

    private static String type(Config columns, String column) {
        return columns.getValue(column).valueType() == ConfigValueType.STRING
                ? columns.getString(column)
                : columns.getString(column + ".type") + (columns.hasPath(column + ".not-null") ? " not null" : "");
    }

    private static List<String> keys(Config config, String path) {
        return config.hasPath(path) ? List.copyOf(config.getConfig(path).root().keySet()) : List.of();
    }

    private static Config parsed(String file) {
        var config = ConfigFactory.parseFile(new File(file)).resolve();
        assertThat(config.isResolved()).isTrue();
        return config;
    }
}
