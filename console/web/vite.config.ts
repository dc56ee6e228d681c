import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    outDir: process.env.PROX_WEB_OUT ?? "dist",
    emptyOutDir: true,
    target: "es2022",
    // The page's policy knows no data: scripts or styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Maps would hand out the sources of a page that the world may see; the sources are public, the bytes are not needed.
    sourcemap: false,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "charts", test: /node_modules[\\/](echarts|zrender)/ },
            { name: "react", test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            { name: "tanstack", test: /node_modules[\\/]@tanstack/ },
            { name: "mantine", test: /node_modules[\\/](@mantine|@floating-ui)/ },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    proxy: { "/v1": "http://localhost:5174", "/mock": "http://localhost:5174" },
  },
  test: {
    // A test that needs a page says so at its top.
    environment: "node",
    include: ["src/**/*.test.{ts,tsx}"],
    restoreMocks: true,
    setupFiles: ["src/test/setup.ts"],
    testTimeout: 60_000,
  },
});
