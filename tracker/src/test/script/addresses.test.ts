import { describe, expect, it } from "vitest";
import { campaign, clean, cleanTitle, leaves, looksPersonal, proof, withoutArrival } from "../../main/script/addresses";

const HEX = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
const UUID = "7d9f0c1e-2b3a-4c5d-8e6f-a1b2c3d4e5f6";
const JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
const BASE64 = "bGVhZDo0NzExLXNlY3JldC0xMjM0NTY3";

const A = "https://acme.example";

/** What an address is, and what of it leaves the page. */
const TABLE: [string, string][] = [
  // nothing to take out
  [`${A}/`, `${A}/`],
  [A, `${A}/`],
  [`${A}/pricing`, `${A}/pricing`],
  [`${A}/pricing/`, `${A}/pricing/`],
  ["http://acme.example:8080/a", "http://acme.example:8080/a"],
  ["HTTPS://ACME.example/A", `${A}/A`],
  [`${A}/blog/2026/11/how-to-score-leads-in-2026`, `${A}/blog/2026/11/how-to-score-leads-in-2026`],
  [`${A}/My-Great-Article-About-2026-and-More`, `${A}/My-Great-Article-About-2026-and-More`],
  ["https://xn--bcher-kva.example/", "https://xn--bcher-kva.example/"],

  // user info
  ["https://ada:secret@acme.example/a", `${A}/a`],
  ["https://ada%40acme.example@acme.example/a", `${A}/a`],

  // the fragment
  [`${A}/a#prices`, `${A}/a`],
  [`${A}/a#ada@acme.example`, `${A}/a`],
  [`${A}/a#access_token=${JWT}`, `${A}/a`],
  [`${A}/#/leads`, `${A}/#/leads`],
  [`${A}/#!/leads`, `${A}/#!/leads`],
  [`${A}/#/leads/ada@acme.example/edit`, `${A}/#/leads/-/edit`],
  [`${A}/#/leads?email=ada@acme.example&view=list`, `${A}/#/leads?view=`],
  [`${A}/#/leads?prox_p=abc`, `${A}/#/leads`],
  [`${A}/#/a#b`, `${A}/#/a`],

  // the path
  [`${A}/users/ada@acme.example`, `${A}/users/-`],
  [`${A}/users/ada%40acme.example/x`, `${A}/users/-/x`],
  [`${A}/users/ada%2540acme.example/x`, `${A}/users/-/x`],
  [`${A}/@ada/posts`, `${A}/-/posts`],
  [`${A}/reset/${HEX}`, `${A}/reset/-`],
  [`${A}/reset/${JWT}`, `${A}/reset/-`],
  [`${A}/reset/abcdefghijklmnopqrstuvwx1`, `${A}/reset/-`],
  [`${A}/orders/${UUID}`, `${A}/orders/-`],
  [`${A}/cart;jsessionid=1A2B3C`, `${A}/cart`],

  // campaigns and clicks
  [`${A}/?utm_source=news&utm_medium=email`, `${A}/?utm_source=news&utm_medium=email`],
  [`${A}/?UTM_Campaign=Spring%20sale`, `${A}/?UTM_Campaign=Spring%20sale`],
  [`${A}/?utm_id=1234567890`, `${A}/?utm_id=1234567890`],
  [`${A}/?utm_content=ada@acme.example`, `${A}/`],
  [`${A}/?utm_content=ada%40acme.example&utm_term=x`, `${A}/?utm_term=x`],
  [`${A}/?gclid=Cj0KCQiA-abc_1234567890XYZ`, `${A}/?gclid=Cj0KCQiA-abc_1234567890XYZ`],
  [`${A}/?gbraid=1&wbraid=2&dclid=3`, `${A}/?gbraid=1&wbraid=2&dclid=3`],
  [`${A}/?msclkid=${HEX}`, `${A}/?msclkid=${HEX}`],
  [`${A}/?fbclid=IwAR0&ttclid=a&twclid=b`, `${A}/?fbclid=IwAR0&ttclid=a&twclid=b`],
  [`${A}/?li_fat_id=${UUID}&yclid=12345678`, `${A}/?li_fat_id=${UUID}&yclid=12345678`],
  [`${A}/?mc_eid=1a2b3c4d5e`, `${A}/?mc_eid=`],
  [`${A}/?prox_p=TOKEN&utm_source=news`, `${A}/?utm_source=news`],

  // other parameters keep their name alone
  [`${A}/?page=2`, `${A}/?page=`],
  [`${A}/?q=Ada+Lovelace&sort=up`, `${A}/?q=&sort=`],
  [`${A}/?flag`, `${A}/?flag=`],
  [`${A}/?`, `${A}/`],
  [`${A}/?&&=x&`, `${A}/`],

  // by their names
  [`${A}/?email=x`, `${A}/`],
  [`${A}/?E-Mail=x&a=1`, `${A}/?a=`],
  [`${A}/?user%65mail=x`, `${A}/`],
  [`${A}/?firstName=Ada&last_name=Lovelace&name=Ada`, `${A}/`],
  [`${A}/?phone=x&tel=x&mobile=x`, `${A}/`],
  [`${A}/?token=x&access_token=x&csrf-token=x`, `${A}/`],
  [`${A}/?password=x&passwd=x&pwd=x&auth=x&secret=x`, `${A}/`],
  [`${A}/?session=x&PHPSESSID=x&sid=x&login=x`, `${A}/`],
  [`${A}/?api_key=x&code=x&otp=x&jwt=x`, `${A}/`],
  [`${A}/?user=x&userId=x&uid=x&customer=x&account=x`, `${A}/`],
  [`${A}/?address=x&street=x&zip=x&birthday=x&dob=x`, `${A}/`],
  [`${A}/?iban=x&card=x&cvv=x&ssn=x&taxId=x`, `${A}/`],
  [`${A}/?ada@acme.example`, `${A}/`],
  [`${A}/?4915112345678`, `${A}/`],
  [`${A}/?${HEX}=1`, `${A}/`],

  // by their values
  [`${A}/?a=ada@acme.example`, `${A}/`],
  [`${A}/?a=ada%40acme.example`, `${A}/`],
  [`${A}/?a=ada%2540acme.example`, `${A}/`],
  [`${A}/?a=ada%252540acme.example&b=1`, `${A}/?b=`],
  [`${A}/?a=%E9ada%40acme.example`, `${A}/`],
  [`${A}/?a=123456`, `${A}/`],
  [`${A}/?a=12345`, `${A}/?a=`],
  [`${A}/?a=%2B49+151+1234567`, `${A}/`],
  [`${A}/?a=1815-12-10`, `${A}/`],
  [`${A}/?a=${HEX.slice(0, 16)}`, `${A}/`],
  [`${A}/?a=${UUID}`, `${A}/`],
  [`${A}/?a=${BASE64}`, `${A}/`],
  [`${A}/?a=${encodeURIComponent(BASE64 + "+/==")}`, `${A}/`],
  [`${A}/?a=${JWT}`, `${A}/`],
  [`${A}/?a=${"x".repeat(65)}`, `${A}/`],
  [`${A}/?a=${"x".repeat(64)}`, `${A}/?a=`],
  [`${A}/?a=1;email=x`, `${A}/?a=`],

  // no pages
  ["mailto:ada@acme.example", ""],
  ["tel:+4915112345678", ""],
  ["javascript:alert(1)", ""],
  ["data:text/html,ada@acme.example", ""],
  ["blob:https://acme.example/" + UUID, ""],
  ["file:///home/ada/x.html", ""],
  ["about:blank", ""],
  ["no address", ""],
  ["", ""],
];

describe("an address", () => {
  it.each(TABLE)("%s leaves as %s", (address, left) => {
    expect(clean(address).url).toBe(left);
  });

  it("has been cleaned once and for all", () => {
    expect(TABLE.length).toBeGreaterThanOrEqual(60);
    TABLE.forEach(([, left]) => expect(clean(left).url).toBe(left));
  });

  it("is read from where it stands", () => {
    expect(clean("../b?page=1", `${A}/a/x`)).toEqual({ url: `${A}/b?page=`, path: "/b" });
  });

  it("is not longer than a server takes", () => {
    const { url, path } = clean(`${A}${"/long".repeat(800)}?page=1`);

    expect(url.length).toBe(2000);
    expect(path.length).toBe(2000);
  });
});

it.each([
  ["Pricing", "Pricing"],
  ["Hello ada@acme.example!", "Hello -"],
  ["Inbox (ada.lovelace@acme.example)", "Inbox (-)"],
  ["Ada <ada@acme.example> | Acme", "Ada <-> | Acme"],
  ["ada%40acme.example", "-"],
  ["x".repeat(400), "x".repeat(300)],
])("the title %s leaves as %s", (title, left) => {
  expect(cleanTitle(title)).toBe(left);
});

it.each([
  ["company", false],
  ["message", false],
  ["12345", false],
  ["q_1234567", false],
  ["1234567", true],
  ["field-ada@acme.example", true],
])("whether %s looks personal: %s", (text, personal) => {
  expect(looksPersonal(text)).toBe(personal);
});

describe("a campaign", () => {
  it("is in the words of who runs it", () => {
    const search =
      "?utm_source=news&UTM_MEDIUM=email&utm_campaign=Spring+sale%21&utm_term=b2b&utm_content=top&utm_source=2";

    expect(campaign(search)).toEqual({
      source: "news",
      medium: "email",
      name: "Spring sale!",
      term: "b2b",
      content: "top",
    });
  });

  it("names nobody", () => {
    expect(campaign("?utm_content=ada%40acme.example&utm_term=ada%2540acme.example")).toBeUndefined();
  });

  it("is absent where there is none", () => {
    expect(campaign("")).toBeUndefined();
    expect(campaign("?utm_source=&gclid=1")).toBeUndefined();
  });
});

it.each([
  ["?prox_p=abc.DEF-1_2~3", "abc.DEF-1_2~3"],
  ["?a=1&PROX_P=abc", "abc"],
  ["?prox_p=", undefined],
  ["?prox_p=a%20b", undefined],
  ["?prox_p=" + "a".repeat(513), undefined],
  ["?prox=abc", undefined],
])("the proof in %s is %s", (search, token) => {
  expect(proof(search)).toBe(token);
});

it.each([
  ["", ""],
  ["?utm_source=a&page=2&gclid=x&prox_p=y&MC_EID=z&UTM_term=b", "page=2"],
  ["?a=1&b&c=2", "a=1&b&c=2"],
])("of the parameters %s those of the page itself are %s", (search, own) => {
  expect(withoutArrival(search)).toBe(own);
});

it.each([
  ["acme.example", "acme.example", false],
  ["www.acme.example", "acme.example", false],
  ["acme.example", "www.acme.example", false],
  ["shop.acme.example", "www.acme.example", false],
  ["notacme.example", "acme.example", true],
  ["blog.acme.example", "shop.acme.example", true],
  ["other.example", "acme.example", true],
])("whether a link to %s leaves %s: %s", (to, from, away) => {
  expect(leaves(to, from)).toBe(away);
});
