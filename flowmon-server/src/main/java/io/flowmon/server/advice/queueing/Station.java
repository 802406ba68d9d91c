/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice.queueing;

/**
 * Instances of one kind, and what arrives for them.
 *
 * @param arrivalRate of all instances together, in 1/s
 * @param arrivalScv of the stream that stands in one queue: of all together where they share it, else of one instance. It is
 *     taken to stay as it is when load or instances change
 * @param serversPerInstance how many actions an instance works on at once
 * @param shared whether all instances take from one queue; else each has its own and gets an equal part
 */
public record Station(
        double arrivalRate, double arrivalScv, ServiceTimes service, int serversPerInstance, boolean shared) {

    /** The queue that an arrival meets with so many instances, at so many times of the load. */
    public GgcQueue queue(int instances, double factor) {
        double rate = arrivalRate * factor;
        return new GgcQueue(
                shared ? rate : rate / instances,
                arrivalScv,
                service.meanSeconds(),
                service.scv(),
                shared ? Math.multiplyExact(serversPerInstance, instances) : serversPerInstance);
    }

    /** Wait and service with so many instances, at so many times of the load. */
    public ResponseTime responseTime(int instances, double factor) {
        return new ResponseTime(queue(instances, factor), service);
    }

    /** Fewest instances whose servers can do the work at all, however long the queue. */
    public int fewestStable(double factor) {
        double offered = LittlesLaw.meanNumber(arrivalRate * factor, service.meanSeconds());
        return (int) Math.min(Sizing.MOST, Math.floor(offered / serversPerInstance) + 1);
    }
}
