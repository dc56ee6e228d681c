/** A table behind a chart. */
export type Rows = { titles: string[]; rows: (string | number)[][] };

/** Cells that a spreadsheet would run as a formula begin with one of these, or with blanks before one. */
const FORMULA = /^[ \u00a0\ufeff]*[=+\-@\0\t\r\n＝＋－＠]/;

function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const safe = FORMULA.test(value) && Number.isNaN(Number(value.replace("−", "-"))) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvOf({ titles, rows }: Rows): string {
  return [titles, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

/** Hands a text over as a file. */
export function saveText(name: string, text: string, type: string): void {
  saveFile(name, new Blob(["\ufeff", text], { type: `${type};charset=utf-8` }));
}

/** Hands a file over. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
