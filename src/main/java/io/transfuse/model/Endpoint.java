package io.transfuse.model;

import java.io.Serializable;

/**
 * A database to connect to.
 *
 * @param kind {@code sqlite}, {@code mysql}, {@code mariadb}, {@code postgresql} or {@code embedded}
 * @param jdbcUrl what JDBC connects to, without user and password
 * @param name the database as messages print it, for example {@code localhost:5432/radcase} or a file name
 * @param user the account, empty for the driver's default
 * @param password the password, empty for none
 */
public record Endpoint(String kind, String jdbcUrl, String name, String user, Secret password)
        implements Serializable {}
