import { defineConfig } from "vitest/config";

export default defineConfig({
  define: { VERSION: JSON.stringify("0.1.0-test") },
  test: {
    // A test that needs a page says so at its top.
    environment: "node",
    include: ["src/test/script/**/*.test.ts"],
    restoreMocks: true,
    unstubGlobals: true,
  },
});
