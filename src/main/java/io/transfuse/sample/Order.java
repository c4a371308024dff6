package io.transfuse.sample;

import io.transfuse.model.UserException;

/**
 * What a sample shall hold.
 *
 * @param rows rows of the leading table; the other tables scale with it
 * @param seed equal seeds give equal content
 * @param dirty whether the faults of real installations are planted, in rows of their own
 */
public record Order(long rows, long seed, boolean dirty) {

    public Order {
        if (rows < 1) {
            throw UserException.usage("--rows is " + rows + ", but must be a number above 0");
        }
    }
}
