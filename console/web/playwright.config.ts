import { defineConfig } from "@playwright/test";

/** Where the built pages are. */
const PAGES = process.env.PROX_PAGES ?? "dist";
const PORT = Number(process.env.PROX_MOCK_PORT ?? 5175);

export default defineConfig({
  testDir: "e2e",
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    baseURL: `http://localhost:${PORT}`,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
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
  webServer: {
    command: `node mock/server.mjs --port ${PORT} --leads 20000 --pages "${PAGES}"`,
    url: `http://localhost:${PORT}/favicon.svg`,
    reuseExistingServer: false,
  },
});
