package io.transfuse.sample;

import java.sql.Connection;
import java.sql.SQLException;

/** A realistic source database of one system; the same order gives the same content, byte for byte. */
public interface Sample {

    /** The system's name, as the command line writes it. */
    String system();

    /** The kind of database that it is made for. */
    Kind kind();

    /** How many rows the leading table has unless somebody asks for another number. */
    long defaultRows();

    /** Creates schema and rows in an empty database, in the connection's open transaction. */
    Planted fill(Connection connection, Order order) throws SQLException;
}
