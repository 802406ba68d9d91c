/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.advice.queueing;

/**
 * What the Allen-Cunneen approximation lacks where arrivals are not Poisson or servers are many: a factor on the mean wait.
 *
 * <p>Sources. One server: W. Krämer and M. Langenbach-Belz, Approximate formulae for the delay in the queueing system GI/G/1,
 * 8th International Teletraffic Congress, 1976. Several servers: W. Whitt, Approximations for the GI/G/m queue, Production and
 * Operations Management 2, 1993, section 2, which is exact for M/M/m; and where arrivals are more regular than Poisson and
 * service more regular than arrivals, T. Kimura, A two-moment approximation for the mean waiting time in the GI/G/s queue,
 * Management Science 32, 1986, which was nearer to simulation there. Both build on the waits of M/D/m and D/M/m by G. P.
 * Cosmetatos, 1975. {@code arrival} and {@code service} are squared coefficients of variation.
 */
final class VariationFactor {

    private VariationFactor() {}

    static double of(int servers, double utilisation, double arrival, double service) {
        if (arrival + service == 0) {
            return 1;
        }
        return servers == 1
                ? kraemerLangenbachBelz(utilisation, arrival, service)
                : severalServers(servers, utilisation, arrival, service);
    }

    private static double kraemerLangenbachBelz(double utilisation, double arrival, double service) {
        double idle = 1 - utilisation;
        double exponent = arrival <= 1
                ? 2 * idle * (1 - arrival) * (1 - arrival) / (3 * utilisation * (arrival + service))
                : idle * (arrival - 1) / (arrival + 4 * service);
        return Math.exp(-exponent);
    }

    private static double severalServers(int servers, double utilisation, double arrival, double service) {
        double gamma = Math.min(
                0.24,
                (1 - utilisation) * (servers - 1) * (Math.sqrt(4 + 5.0 * servers) - 2) / (16 * servers * utilisation));
        double regularService = 1 + gamma;
        double regularArrivals = (1 - 4 * gamma) * Math.exp(-2 * (1 - utilisation) / (3 * utilisation));
        return arrival < 1 && service < arrival
                ? kimura(arrival, service, regularService, regularArrivals)
                : whitt(arrival, service, regularService, regularArrivals);
    }

    private static double kimura(double arrival, double service, double regularService, double regularArrivals) {
        return 1 / (arrival + service - 1 + (1 - service) / regularService + (1 - arrival) / regularArrivals);
    }

    private static double whitt(double arrival, double service, double regularService, double regularArrivals) {
        double mean = (arrival + service) / 2;
        double both = mean >= 1 ? 1 : Math.pow(Math.min(1, (regularService + regularArrivals) / 2), 2 * (1 - mean));
        if (arrival >= service) {
            double weight = 4 * arrival - 3 * service;
            return 4 * (arrival - service) / weight * regularService + service / weight * both;
        }
        double weight = 2 * arrival + 2 * service;
        return (service - arrival) / weight * regularArrivals + (service + 3 * arrival) / weight * both;
    }
}
