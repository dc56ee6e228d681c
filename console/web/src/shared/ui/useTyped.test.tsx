// @vitest-environment jsdom
import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useTyped } from "./useTyped";

beforeEach(() => vi.useFakeTimers());

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** A field of a page whose address says what was told. */
function open(value: string) {
  const told = vi.fn();
  const hook = renderHook(({ value }) => useTyped(value, told), { initialProps: { value } });
  return {
    told,
    shown: () => hook.result.current[0],
    type: (text: string) => act(() => hook.result.current[1](text)),
    address: (next: string) => hook.rerender({ value: next }),
  };
}

const pass = () => act(() => vi.advanceTimersByTimeAsync(1000));

it("tells what was typed once the typing rests", async () => {
  const { told, type } = open("");

  type("a");
  type("ac ");
  await pass();

  expect(told.mock.calls).toEqual([["ac"]]);
});

it("leaves what is being typed alone when the address says what was told", async () => {
  const { told, shown, type, address } = open("");
  type("ac ");
  await pass();

  address("ac");
  await pass();

  expect(shown()).toBe("ac ");
  expect(told).toHaveBeenCalledOnce();
});

it("follows the address where that changes from elsewhere", async () => {
  const { told, shown, address } = open("acme");

  address("");
  await pass();

  expect(shown()).toBe("");
  expect(told).not.toHaveBeenCalled();
});
