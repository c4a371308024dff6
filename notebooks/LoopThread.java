package org.rapaio.jupyter.kernel.channels;

/**
 * Stands before the kernel's own class of this name, which allows its thread to run a moment after it started it: a thread
 * that looks earlier ends at once, and Jupyter waits for ever for the channel that it would have answered.
 */
public final class LoopThread extends Thread {

    private final long pause;
    private final Runnable body;
    private volatile boolean running = true;

    public LoopThread(String name, long pause, Runnable body) {
        super(name);
        this.pause = pause;
        this.body = body;
    }

    @Override
    public void run() {
        try {
            while (running) {
                body.run();
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            running = false;
        }
    }

    public void shutdown() {
        running = false;
    }
}
