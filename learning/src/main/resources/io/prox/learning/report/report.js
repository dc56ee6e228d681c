// Two conveniences; without this script the page says the same. It is quoted inside the page as it is,
// so it must do without the less-than sign and the ampersand.
"use strict";

// What a small element says explains a cell; it is no part of its value.
// A cell that a spreadsheet would take for a formula gets an apostrophe in front.
const inert = (word) => (/^[=+@\0\t\r\n\uff1d\uff0b\uff0d\uff20-]/.test(word) ? "'" + word : word);
const quoted = (word) => (/[",\n\r]/.test(word) ? '"' + word.replaceAll('"', '""') + '"' : word);
const said = (cell) => [...cell.childNodes].filter((node) => node.nodeName !== "SMALL");
const text = (cell) => said(cell).map((node) => node.textContent).join("").trim();
const words = (cell) => quoted(inert(text(cell)));

const head = (cell) => {
  const name = cell.textContent.trim();
  switch (cell.dataset.parts) {
    case "0":
      return [];
    case "3":
      return [name, name + " low", name + " high"].map(quoted);
    default:
      return [quoted(name)];
  }
};

const cells = (cell, parts) => {
  if (parts === "0") return [];
  const numbers = [...cell.querySelectorAll("data")].map((number) => number.value);
  if (parts === "3") return numbers.length === 3 ? numbers : [words(cell), "", ""];
  return numbers.length === 1 ? numbers : [words(cell)];
};

const csv = (table) => {
  const heads = [...table.tHead.rows[0].cells];
  const lines = [heads.flatMap(head)];
  for (const row of table.tBodies[0].rows) {
    lines.push([...row.cells].flatMap((cell, at) => cells(cell, heads[at].dataset.parts)));
  }
  return lines.map((line) => line.join(",")).join("\r\n") + "\r\n";
};

for (const button of document.querySelectorAll("button.copy")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const label = button.textContent;
    try {
      await navigator.clipboard.writeText(csv(document.getElementById(button.dataset.table)));
      button.textContent = "Copied";
    } catch {
      button.textContent = "Not allowed here: select the table and copy it";
    }
    setTimeout(() => (button.textContent = label), 2500);
  });
}

// Paper shows what the screen shows: whoever wants the tables printed opens them first.
const unfold = document.querySelector("button.unfold");
const folded = () => [...document.querySelectorAll("main details")];
unfold.hidden = false;
unfold.addEventListener("click", () => {
  const open = folded().some((details) => !details.open);
  for (const details of folded()) details.open = open;
  unfold.textContent = open ? "Close all tables" : "Open all tables";
});
