// @vitest-environment jsdom
import { afterEach, expect, it } from "vitest";
import { settings } from "../../main/script/settings";

function install(attributes: string): void {
  document.head.innerHTML = `<script type="text/plain" src="https://prox.example/prox/0.1.0-abc/prox.js" ${attributes}></script>`;
}

afterEach(() => {
  document.head.innerHTML = "";
});

it("takes events where it came from", () => {
  install('data-key="browser_1"');

  expect(settings()).toMatchObject({ key: "browser_1", host: "https://prox.example", needsConsent: false });
});

it.each([
  ["https://events.example", "https://events.example"],
  ["https://events.example/any/", "https://events.example"],
  ["http://localhost:8080", "http://localhost:8080"],
  ["events.example", "https://events.example"],
])("takes them to %s where that is said", (said, host) => {
  install(`data-key="browser_1" data-host="${said}"`);

  expect(settings()!.host).toBe(host);
});

it("switches off only what is said to be off", () => {
  install('data-key="browser_1" data-clicks="off" data-forms="on" data-consent="required"');
  const { has, needsConsent } = settings()!;

  expect((["pages", "dwell", "clicks", "downloads", "forms"] as const).filter(has)).toEqual([
    "pages",
    "dwell",
    "downloads",
    "forms",
  ]);
  expect(needsConsent).toBe(true);
});

it.each(["", 'data-key=""', 'data-key="browser_1" data-host="::"'])(
  "does without settings that say too little: %s",
  (said) => {
    install(said);

    expect(settings()).toBeUndefined();
  },
);
