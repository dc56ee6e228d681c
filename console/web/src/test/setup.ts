import { configure } from "@testing-library/dom";

// How long a test waits for what must come says nothing about it: a machine may be busy.
configure({ asyncUtilTimeout: 20_000 });
