type Policies = { createPolicy: (name: string, rules: { createHTML: (text: string) => string }) => unknown };

/**
 * The page's policy lets no string become markup. The charts empty their box by setting its markup to nothing; that,
 * and nothing else, is let through.
 */
export function guardMarkup(): void {
  const policies = (window as { trustedTypes?: Policies }).trustedTypes;
  policies?.createPolicy("default", {
    createHTML: (text) => {
      if (text === "" || text === "null") return "";
      throw new TypeError("No markup from strings.");
    },
  });
}
