package io.prox.simulators.company;

/// A company that leads work for; invented.
///
/// @param name with its legal form
/// @param domain under `example`, of this company alone
/// @param employees at least 1
/// @param addressForm how its mail server makes an address of a name, from 0 to 2
record Account(
        String name,
        String domain,
        Country country,
        Industry industry,
        int employees,
        int addressForm) {}
