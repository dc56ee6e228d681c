import type { TrackerInfo } from "@/api/types";

/** What a page is to have in its head, so that it tells what is done on it. */
export function pageSnippet(host: string, tracker: TrackerInfo, key: string, consent: boolean): string {
  const attributes = [
    `src="${host}${tracker.address}"`,
    `integrity="${tracker.integrity}" crossorigin="anonymous"`,
    `data-key="${key}"`,
    ...(consent ? ['data-consent="required"'] : []),
  ];
  return `<script async ${attributes.join("\n        ")}></script>`;
}

/** How a server tells who somebody is and what they did. */
export function serverSnippet(host: string): string {
  return `KEY=YOUR-SERVER-KEY

curl ${host}/v1/identify -u "$KEY:" -H 'Content-Type: application/json' \\
  -d '{"userId": "u-4711", "traits": {"email": "ada@acme.example", "company": "Acme"}}'

curl ${host}/v1/track -u "$KEY:" -H 'Content-Type: application/json' \\
  -d '{"userId": "u-4711", "event": "Demo Requested"}'`;
}

/** Whether something has come since one looks, in words. */
export function seenWords(since: number, lastSeenAt: string | undefined): { seen: boolean; words: string } {
  if (lastSeenAt === undefined)
    return { seen: false, words: "Nothing has come yet. Open a page that has it, and watch." };
  return Date.parse(lastSeenAt) >= since
    ? { seen: true, words: "We saw your page just now." }
    : { seen: false, words: "Nothing new since you opened this. Open a page that has it, and watch." };
}
