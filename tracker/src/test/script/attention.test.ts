import { expect, it } from "vitest";
import { Attention } from "../../main/script/attention";

let now = 0;
const after = (seconds: number) => (now += seconds * 1000);

function looking(visible = true): Attention {
  now = 1_000_000;
  return new Attention(() => now, visible);
}

it("ends thirty seconds after the last sign of life", () => {
  const attention = looking();
  after(20);
  attention.alive();
  after(100);

  expect(attention.untold()).toBe(50);
});

it("goes on when somebody is back", () => {
  const attention = looking();
  after(100);
  attention.alive();
  after(7);

  expect(attention.untold()).toBe(30 + 7);
});

it("stops while the page is not to be seen", () => {
  const attention = looking();
  after(5);
  attention.show(false);
  after(1000);
  attention.show(true);
  after(3);

  expect(attention.untold()).toBe(8);
});

it("does not count what is done to a page that is not to be seen", () => {
  const attention = looking(false);
  after(5);
  attention.alive();
  after(5);

  expect(attention.untold()).toBe(0);
});

it("is told in whole seconds, none of them twice and none lost", () => {
  const attention = looking();
  const told = [];
  for (let times = 0; times < 10; times++) {
    after(1.5);
    attention.alive();
    told.push(attention.untold());
  }

  expect(told.reduce((sum, seconds) => sum + seconds, 0)).toBe(15);
  expect(told).toEqual([1, 2, 1, 2, 1, 2, 1, 2, 1, 2]);
});

it("is no longer than half an hour", () => {
  const attention = looking();
  for (let times = 0; times < 100; times++) {
    after(29);
    attention.alive();
  }

  expect(attention.untold()).toBe(1800);
  after(10);
  expect(attention.untold()).toBe(0);
});

it("is not drawn out by a page that is told twice to be seen", () => {
  const attention = looking();
  after(20);
  attention.show(true);
  after(100);

  expect(attention.untold()).toBe(30);
});
