package io.transfuse.load;

import java.io.Serializable;

/** How long a connection took for rows of a table. */
record Took(String table, long rows, double seconds) implements Serializable {}
