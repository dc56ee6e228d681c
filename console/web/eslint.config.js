import hooks from "eslint-plugin-react-hooks";
import ts from "typescript-eslint";

/** Features do not know each other, and what is shared knows no feature. */
const walls = (files, patterns, message) => ({
  files,
  rules: { "no-restricted-imports": ["error", { patterns: [{ group: patterns, message }] }] },
});

export default ts.config(
  { ignores: ["dist", "target", "node_modules", "test-results", "mock", "scripts", "src/api/generated.ts"] },
  ...ts.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { "react-hooks": hooks },
    rules: {
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
      "no-console": "error",
      eqeqeq: "error",
      "no-restricted-syntax": [
        "error",
        {
          selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
          message: "Text is text; the page's policy allows no markup from strings.",
        },
        {
          selector: "MemberExpression[property.name='innerHTML']",
          message: "Text is text; the page's policy allows no markup from strings.",
        },
      ],
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
    },
  },
  walls(["src/shared/**"], ["@/features/*", "@/app/*"], "What is shared knows neither features nor the app."),
  walls(["src/api/**"], ["@/features/*", "@/app/*", "@/shared/*"], "The API knows nobody."),
  { files: ["eslint.config.js"], ...ts.configs.disableTypeChecked },
);
