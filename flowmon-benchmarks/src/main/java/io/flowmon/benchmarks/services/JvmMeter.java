/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.services;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.flowmon.benchmarks.process.ProcessFiles;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Asks a running JVM through JMX what it has used. Asking costs it little, and only before and after a load. */
final class JvmMeter implements AutoCloseable {

    private final long pid;
    private final JMXConnector connector;
    private final OperatingSystemMXBean system;
    private final ThreadMXBean threads;
    private Map<Long, Long> allocatedBefore = new HashMap<>();
    private long cpuBefore;
    private long compilerBefore;

    private JvmMeter(long pid, JMXConnector connector) throws IOException {
        MBeanServerConnection jvm = connector.getMBeanServerConnection();
        this.pid = pid;
        this.connector = connector;
        this.system = ManagementFactory.getPlatformMXBean(jvm, OperatingSystemMXBean.class);
        this.threads = ManagementFactory.getPlatformMXBean(jvm, ThreadMXBean.class);
    }

    @SuppressWarnings("BanJNDI") // to a process that this one has started
    static JvmMeter attach(long pid) throws IOException {
        try {
            VirtualMachine jvm = VirtualMachine.attach(Long.toString(pid));
            try {
                return new JvmMeter(
                        pid, JMXConnectorFactory.connect(new JMXServiceURL(jvm.startLocalManagementAgent())));
            } finally {
                jvm.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException(e);
        }
    }

    void start() throws IOException {
        allocatedBefore = allocated();
        compilerBefore = ProcessFiles.compilerNanos(pid);
        cpuBefore = system.getProcessCpuTime();
    }

    /** What was used since {@link #start}. What threads allocated that ended meanwhile is missing. */
    Usage stop() throws IOException {
        long cpu = system.getProcessCpuTime() - cpuBefore;
        long compiler = ProcessFiles.compilerNanos(pid) - compilerBefore;
        long bytes = 0;
        for (Map.Entry<Long, Long> thread : allocated().entrySet()) {
            bytes += thread.getValue() - allocatedBefore.getOrDefault(thread.getKey(), 0L);
        }
        return new Usage(cpu, compiler, bytes);
    }

    private Map<Long, Long> allocated() {
        long[] ids = threads.getAllThreadIds();
        long[] bytes = threads.getThreadAllocatedBytes(ids);
        Map<Long, Long> allocated = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            if (bytes[i] >= 0) {
                allocated.put(ids[i], bytes[i]);
            }
        }
        return allocated;
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
