package io.transfuse.model;

import java.io.Serializable;

/** A password or a key: it can be used, but never printed. */
public final class Secret implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String text;

    public Secret(String text) {
        this.text = text;
    }

    /** The password itself, for the driver that needs it. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "***";
    }
}
