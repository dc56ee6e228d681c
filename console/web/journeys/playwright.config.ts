import { defineConfig } from "@playwright/test";

/** Journeys through a ProX that runs: `PROX_URL` says where. `./prox check journeys` starts one and these. */
export default defineConfig({
  testDir: ".",
  // One story, one after the other: each finds what those before it left.
  fullyParallel: false,
  workers: 1,
  maxFailures: 1,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [["list"]],
  outputDir: "../test-results/journeys",
  use: {
    baseURL: process.env.PROX_URL,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
    actionTimeout: 30_000,
    launchOptions: {
      executablePath: process.env.PROX_CHROMIUM ?? "/usr/bin/chromium",
      chromiumSandbox: false,
      args: [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--disable-quic",
      ],
    },
  },
});
