package io.transfuse.source;

/**
 * About how much a source stores for a table, as its server tells without reading it.
 *
 * @param table the table's name
 * @param bytes bytes of its rows, without indexes
 * @param rows its rows
 */
public record Stored(String table, long bytes, long rows) {}
