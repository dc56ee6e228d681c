import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { refusalWords } from "./refusals";

const REFUSAL = "../src/main/java/io/prox/console/provider/Refusal.java";

it("has words for each reason that the server gives", () => {
  const codes = [...readFileSync(REFUSAL, "utf8").matchAll(/^ {4}[A-Z_]+\("([a-z-]+)"\)/gm)].map((match) => match[1]!);

  expect(codes.length).toBeGreaterThan(10);
  for (const code of codes) expect(refusalWords(code, "Acme ID"), code).not.toContain("did not go well");
});
