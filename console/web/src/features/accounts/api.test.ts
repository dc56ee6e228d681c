import { expect, it } from "vitest";
import type { Account } from "@/api/types";
import { csvOf } from "@/shared/charts/csv";
import { changeOf, tableOf } from "./api";

const account = (company: string, trend: Account["trend"]): Account => ({
  company,
  leads: 2,
  best: { lead: "lead_1", score: 81 },
  won: 0,
  lost: 1,
  open: 1,
  lastChangedAt: "2026-03-02T08:00:00Z",
  trend,
});
const DAYS = [
  { day: "2026-03-01", best: 70 },
  { day: "2026-03-02", best: 81 },
];

it("tells how much the best score changed, once there are two days", () => {
  expect(changeOf(account("acme.example", DAYS))).toBe(11);
  expect(changeOf(account("acme.example", DAYS.slice(1)))).toBeUndefined();
  expect(changeOf(account("acme.example", []))).toBeUndefined();
});

it("writes each day of the lines in a column of its own, empty where an account had no score", () => {
  expect(csvOf(tableOf([account("acme.example", DAYS), account("beta.example", DAYS.slice(1))]))).toBe(
    [
      "Company,Best score,Mean score,Fit,Leads,Open,Won,Lost,Last change,Best score on 2026-03-01,Best score on 2026-03-02",
      "acme.example,81,,,2,1,0,1,2026-03-02T08:00:00Z,70,81",
      "beta.example,81,,,2,1,0,1,2026-03-02T08:00:00Z,,81",
      "",
    ].join("\r\n"),
  );
});
