/** The part of an address after the question mark, as plain names and values. */

/** Parts several values of one name: in the address each has a parameter of its own, for values may hold commas. */
export const BETWEEN = "\n";

export type Search = Record<string, string | undefined>;

export function parseSearch(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  const parameters = new URLSearchParams(text);
  for (const name of new Set(parameters.keys())) {
    // Set by definition, so that no name from an address touches what all objects have.
    Object.defineProperty(found, name, {
      value: parameters.getAll(name).join(BETWEEN),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return found;
}

export function stringifySearch(search: Record<string, unknown>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (typeof value === "string") {
      for (const one of value.split(BETWEEN)) if (one !== "") parameters.append(name, one);
    }
    if (typeof value === "number" || typeof value === "boolean") parameters.set(name, String(value));
  }
  // Commas mean nothing in an address; spelt out they are easier to read.
  const text = parameters.toString().replaceAll("%2C", ",");
  return text === "" ? "" : `?${text}`;
}

/** The values of those names alone, for a route that knows no others. */
export function picked<K extends string>(
  search: Record<string, unknown>,
  names: readonly K[],
): Partial<Record<K, string>> {
  const found: Partial<Record<K, string>> = {};
  for (const name of names) {
    const value = search[name];
    if (typeof value === "string" && value !== "") found[name] = value;
  }
  return found;
}

/** Values that are words of ours, parted by commas. */
export function listOf(value: string | undefined): string[] {
  return value === undefined ? [] : value.split(",").filter((part) => part !== "");
}

/** Values that are the customer's own names, and may hold anything but line breaks. */
export function namesOf(value: string | undefined): string[] {
  return value === undefined ? [] : value.split(BETWEEN).filter((part) => part !== "");
}
