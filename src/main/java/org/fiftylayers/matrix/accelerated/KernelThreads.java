package org.fiftylayers.matrix.accelerated;

/** Threads that belong to no computation in particular, whoever was the first to need them, and keep no process alive. */
final class KernelThreads {
    private KernelThreads() {}

    static Thread of(String name, Runnable task) {
        ThreadGroup all = Thread.currentThread().getThreadGroup();
        while (all.getParent() != null) {
            all = all.getParent();
        }
        Thread thread = new Thread(all, task, "fiftylayers-" + name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }
}
