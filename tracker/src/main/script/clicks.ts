import { clean, leaves } from "./addresses";
import { listen } from "./safely";
import type { Part } from "./settings";

const DOWNLOAD =
  /\.(pdf|docx?|xlsx?|pptx?|odt|ods|odp|rtf|csv|tsv|txt|epub|mobi|ics|zip|gz|tgz|bz2|xz|7z|rar|tar|jar|iso|dmg|pkg|exe|msi|deb|rpm|apk|mp3|wav|mp4|m4v|mov|avi|wmv|mkv)$/i;
const EXTENSION = /\.(\w{1,8})$/;

/** The link that was clicked, also one within a custom element. */
function link(event: Event): HTMLAnchorElement | null {
  const target = event.composedPath()[0] as Element;
  const from = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
  return from && from.closest("a[href],area[href]");
}

/** Tells of clicks on links that leave the site, and of files that are fetched. */
export function onClicks(
  has: (part: Part) => boolean,
  tell: (event: string, properties: Record<string, unknown>) => void,
): void {
  listen(document, "click auxclick", (event) => {
    const anchor = (event as MouseEvent).button < 2 && link(event);
    // in a drawing the address is an object
    const address = anchor && typeof anchor.href === "string" ? anchor.href : "";
    const href = clean(address).url;
    if (!anchor || !href) {
      return;
    }
    const { pathname, hostname } = new URL(address);
    if (DOWNLOAD.test(pathname) || anchor.hasAttribute("download")) {
      if (has("downloads")) {
        const extension = EXTENSION.exec(pathname);
        tell("File Downloaded", { href, extension: extension ? (extension[1] as string).toLowerCase() : "" });
      }
    } else if (has("clicks") && leaves(hostname, location.hostname)) {
      tell("Link Clicked", { href });
    }
  });
}
