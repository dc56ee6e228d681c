// @vitest-environment jsdom
import { cleanup, fireEvent, renderHook } from "@testing-library/react";
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { IDLE_MS, useIdle } from "./idle";

const SESSIONS = "../../platform/src/main/java/io/prox/platform/access/Sessions.java";
const MINUTE = 60_000;

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime("2026-11-24T08:00:00Z");
  localStorage.clear();
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function open() {
  const ended = vi.fn();
  renderHook(() => useIdle(ended));
  return ended;
}

const pass = (minutes: number) => vi.advanceTimersByTime(minutes * MINUTE);

it("is as long as the server's", () => {
  const [, minutes] = /Duration IDLE = Duration.ofMinutes\((\d+)\)/.exec(readFileSync(SESSIONS, "utf8")) ?? [];

  expect(IDLE_MS).toBe(Number(minutes) * MINUTE);
});

it("ends when nobody used the page for so long, and says so once", () => {
  const ended = open();

  pass(29);
  expect(ended).not.toHaveBeenCalled();
  pass(2);
  expect(ended).toHaveBeenCalledOnce();
  pass(60);
  expect(ended).toHaveBeenCalledOnce();
});

it.each([
  ["a pointer", () => fireEvent.pointerMove(document.body)],
  ["a key", () => fireEvent.keyDown(document.body, { key: "j" })],
  ["a touch", () => fireEvent.touchStart(document.body)],
])("goes on with %s", (_, use) => {
  const ended = open();

  pass(29);
  use();
  pass(29);
  expect(ended).not.toHaveBeenCalled();
  pass(2);
  expect(ended).toHaveBeenCalledOnce();
});

it("goes on while another page of the browser is used", () => {
  const first = open();
  pass(29);
  const second = open();

  pass(29);
  expect(first).not.toHaveBeenCalled();
  pass(2);
  expect(first).toHaveBeenCalledOnce();
  expect(second).toHaveBeenCalledOnce();
});

it("is over for whoever wakes a machine that slept", () => {
  const ended = open();

  vi.setSystemTime("2026-11-24T12:00:00Z");
  fireEvent.keyDown(document.body, { key: "j" });

  expect(ended).toHaveBeenCalledOnce();
});
