import { expect, it, vi } from "vitest";
import { randomId } from "../../main/script/ids";

const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

const real = crypto;
const SOURCES = {
  "all that browsers can do": real,
  "no ready-made ids": { getRandomValues: real.getRandomValues.bind(real) },
  nothing: undefined,
};

it.each(Object.entries(SOURCES))("are random with %s", (_, source) => {
  vi.stubGlobal("crypto", source);
  const ids = Array.from({ length: 1000 }, randomId);

  ids.forEach((id) => expect(id).toMatch(UUID));
  expect(new Set(ids).size).toBe(1000);
});
