package io.transfuse.stage;

import java.io.Serializable;

/**
 * One data file of a staged table: the chunk that is loaded as a whole or not at all.
 *
 * @param path where it lies, as Hadoop reads it
 * @param name its file name, unique for ever
 * @param size its bytes
 */
public record StagedFile(String path, String name, long size) implements Serializable {}
