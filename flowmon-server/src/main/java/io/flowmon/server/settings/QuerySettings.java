/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.settings;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds on questions, of the screens and of programs, so that no question keeps the intake waiting.
 *
 * @param timeout How long one question may take.
 * @param concurrent Questions that are answered at once.
 * @param waiting Questions that may wait for their turn; more are refused at once.
 * @param maxWait How long a question waits for its turn before it is refused.
 * @param memory How much of flowmon.server.store.memory all questions may use together; half of it if not set.
 * @param disk How much disk the intermediate results of questions may take, in the data folder; nothing of what
 *     flowmon.server.disk.min-free keeps free.
 * @param answerEvents Events of one flow that stand in one answer; the others stand on further pages.
 * @param answerSize How much of what is stored one answer may hold; lists then have shorter pages.
 * @param answers How much of what is stored all answers in the making may hold together. Advice reads 11 MB (80,000 events)
 *     for its own, up to 44 MB.
 */
@ConfigurationProperties("flowmon.server.query")
@Validated
public record QuerySettings(
        @DefaultValue("20s") @DurationMin(millis = 1) @DurationMax(hours = 1)
        Duration timeout,

        @DefaultValue("4") @Min(1) @Max(64) int concurrent,
        @DefaultValue("16") @Min(0) @Max(1000) int waiting,

        @DefaultValue("5s") @DurationMin(millis = 0) @DurationMax(minutes = 10)
        Duration maxWait,

        @DataSizeRange(min = "1MB", max = "16TB") @Nullable DataSize memory,

        @DefaultValue("4GB") @DataSizeRange(min = "1MB", max = "16TB")
        DataSize disk,

        @DefaultValue("20000") @Min(1) @Max(1_000_000) int answerEvents,

        @DefaultValue("16MB") @DataSizeRange(min = "64KB", max = "1GB")
        DataSize answerSize,

        @DefaultValue("128MB") @DataSizeRange(min = "1MB", max = "64GB")
        DataSize answers) {

    /** Bytes of the store's memory that questions may use together. */
    public long memoryOf(DataSize storeMemory) {
        return memory == null ? storeMemory.toBytes() / 2 : memory.toBytes();
    }
}
