/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import io.flowmon.server.store.ContractTotal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stands in for files that cannot be read: their contracts go on as they are kept in the store, with what is wrong told. */
final class KeptContracts {

    private KeptContracts() {}

    /** The files, with the kept definitions instead of what is unread; all that are kept if that is the folder. */
    static List<ContractFile> fill(List<ContractFile> files, Collection<ContractTotal> kept) {
        Map<String, ContractTotal> byId = new LinkedHashMap<>();
        kept.forEach(total -> byId.put(total.contract(), total));
        List<ContractFile> filled = new ArrayList<>();
        for (ContractFile file : files) {
            ContractTotal total = byId.get(file.id());
            if (!file.unread()) {
                filled.add(file);
            } else if (file.id().isEmpty()) {
                filled.add(file);
                kept.forEach(one -> filled.add(asKept(file, one)));
            } else {
                filled.add(total == null ? file : asKept(file, total));
            }
        }
        return filled;
    }

    private static ContractFile asKept(ContractFile unread, ContractTotal kept) {
        ContractFile before = ContractReader.read(kept.contract(), unread.file(), kept.definition());
        return new ContractFile(
                kept.contract(), unread.file(), kept.definition(), before.contract(), unread.problems(), true);
    }
}
