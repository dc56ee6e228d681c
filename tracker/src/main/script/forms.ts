import { clean, looksPersonal } from "./addresses";
import { listen } from "./safely";

const MOST_FIELDS = 50;
const LONGEST_ADDRESS = 254;

/** Fields without anything that somebody filled in, and those that are nobody's business. */
const UNNAMED = /^(password|hidden|submit|button|image|reset)$/;

/** A field named `id` hides the form's own. */
function attribute(form: Element, name: string): string {
  const text = Element.prototype.getAttribute.call(form, name) || "";
  return looksPersonal(text) ? "" : text;
}

function fields(form: Element): HTMLInputElement[] {
  return Array.from(Element.prototype.querySelectorAll.call(form, "input,select,textarea")) as HTMLInputElement[];
}

/** Never values. */
function describe(form: Element, inputs: HTMLInputElement[]): Record<string, unknown> {
  const names = inputs
    .filter((field) => !UNNAMED.test(field.type))
    .map((field) => field.name)
    .filter((name, place, all) => name && !looksPersonal(name) && all.indexOf(name) === place);
  return {
    form: attribute(form, "id") || attribute(form, "name"),
    action: clean(Element.prototype.getAttribute.call(form, "action") || location.href, document.baseURI).url,
    fields: names.slice(0, MOST_FIELDS),
  };
}

/** The address of mail in a field that the page marks as one by which it may be known who somebody is. */
function address(inputs: HTMLInputElement[]): string {
  const marked = inputs.find((field) => field.hasAttribute("data-prox-identify"));
  const text = marked && marked.type !== "password" ? marked.value.trim() : "";
  return /^[^\s@]+@[^\s@]+$/.test(text) && text.length <= LONGEST_ADDRESS ? text : "";
}

/**
 * @param known is told the address of mail in a marked field
 * @param sent is told of the form, if at all
 */
export function onForms(
  known: (email: string) => void,
  sent: ((properties: Record<string, unknown>) => void) | undefined,
): void {
  listen(document, "submit", (event) => {
    const form = event.target as Element;
    const inputs = fields(form);
    const email = address(inputs);
    if (email) {
      known(email);
    }
    if (sent) {
      sent(describe(form, inputs));
    }
  });
}
