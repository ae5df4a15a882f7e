package org.imxp.bench.measure;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.LongStream;

/** What a worker has used so far, and what it holds. */
public final class Usage {
    private static final Path STATUS = Path.of("/proc/self/status");

    private Usage() {}

    /**
     * What this process has used until now.
     *
     * @return time, processor time of all and of some threads, octets allocated and collections
     */
    public static Figures now() {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        var threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        var collections = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(collector -> Math.max(0, collector.getCollectionCount()))
                .sum();
        return new Figures(Map.of(
                "at", System.nanoTime(),
                "cpu", system.getProcessCpuTime(),
                "loops", loops(threads, system.getProcessCpuTime()),
                "threads", threads(threads),
                "allocated", threads.getTotalThreadAllocatedBytes(),
                "collections", collections));
    }

    /** Processor time of all threads that run Java: without the compiler's and the collector's. */
    private static long threads(ThreadMXBean threads) {
        return LongStream.of(threads.getAllThreadIds())
                .map(threads::getThreadCpuTime)
                .filter(nanos -> nanos > 0)
                .sum();
    }

    /** Processor time of the event loops alone, without the compiler's and the collector's; of all where there are none. */
    private static long loops(ThreadMXBean threads, long all) {
        var loops = Thread.getAllStackTraces().keySet().stream()
                .filter(thread ->
                        thread.getName().startsWith("beep-") || thread.getName().startsWith("netty-"))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.threadId()))
                .toArray();
        return loops.length == 0 ? all : LongStream.of(loops).sum();
    }

    /**
     * What this process holds, after a collection.
     *
     * @return octets of heap, of resident memory now and at its peak, and of Netty's buffers
     */
    public static Figures settled() {
        System.gc();
        System.gc();
        var direct = ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider provider
                ? provider.metric().usedDirectMemory()
                : 0;
        return new Figures(Map.of(
                "heap", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                "resident", status("VmRSS:"),
                "peak", status("VmHWM:"),
                "direct", direct));
    }

    /** Octets of this process, as a line of its status has them; 0 where the system does not tell. */
    private static long status(String name) {
        if (!Files.isReadable(STATUS)) {
            return 0;
        }
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
