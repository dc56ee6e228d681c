import { describe, expect, it } from "vitest";
import { pageSnippet, seenWords } from "./install";

const tracker = { version: "0.1.0-3f9a1c2b", address: "/prox/0.1.0-3f9a1c2b/prox.js", integrity: "sha384-abc" };

describe("what a page is to have", () => {
  it("names the script, what it is held to, and the key", () => {
    expect(pageSnippet("https://prox.example", tracker, "browser_ws_1.x", false)).toBe(
      `<script async src="https://prox.example/prox/0.1.0-3f9a1c2b/prox.js"
        integrity="sha384-abc" crossorigin="anonymous"
        data-key="browser_ws_1.x"></script>`,
    );
  });

  it("asks for consent where that is needed", () => {
    expect(pageSnippet("https://prox.example", tracker, "k", true)).toContain('data-consent="required"></script>');
  });
});

describe("whether a page was seen", () => {
  const since = Date.parse("2026-11-24T08:00:00Z");

  it.each([
    [undefined, false],
    ["2026-11-24T07:59:59Z", false],
    ["2026-11-24T08:00:03Z", true],
  ] as const)("%s: %s", (lastSeenAt, seen) => {
    expect(seenWords(since, lastSeenAt).seen).toBe(seen);
  });
});
