package io.prox.simulators.company;

/// What a source may ask besides name, address, company, job title and country.
enum Question {
    PHONE,
    EMPLOYEES,
    INDUSTRY,
    TOOL,
    TEAM_SIZE,
    USE_CASE,
    BUDGET,
    TRIAL,
    DEMO,
    PAGES,
    NEWSLETTER
}
