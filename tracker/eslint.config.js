import ts from "typescript-eslint";

export default ts.config(
  { ignores: ["dist", "target", "node_modules", "test-results", "scripts"] },
  ...ts.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: "error",
      "no-eval": "error",
      "no-new-func": "error",
      "@typescript-eslint/no-implied-eval": "error",
      // The page is somebody else's.
      "no-extend-native": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
    },
  },
  { files: ["eslint.config.js"], ...ts.configs.disableTypeChecked },
);
