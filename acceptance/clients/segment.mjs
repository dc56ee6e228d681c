// Sends one message of each type, and one that is refused, with Segment's client for servers. Prints what the client
// heard of each: {"sent": […names], "failed": […reasons]}.
import { Analytics } from "@segment/analytics-node";

const { PROX_HOST, PROX_KEY } = process.env;
const analytics = new Analytics({ host: PROX_HOST, writeKey: PROX_KEY, flushAt: 20 });
const heard = { sent: [], failed: [] };

function hear(error, context) {
  const name = context.event.event ?? context.event.type;
  if (error) {
    heard.failed.push(`${name}: ${error.reason?.message ?? error.message ?? error}`);
  } else {
    heard.sent.push(name);
  }
}

const userId = "crm-4711";
analytics.identify({ userId, traits: { email: "ada@acme.example", title: "CTO", company: { name: "Acme" } } }, hear);
analytics.group({ userId, groupId: "acme", traits: { name: "Acme", employees: 120 } }, hear);
analytics.page({ userId, name: "Pricing", properties: { url: "https://www.acme.example/pricing" } }, hear);
analytics.screen({ userId, name: "Plans" }, hear);
analytics.track({ userId, event: "Demo Requested", timestamp: new Date("2026-11-01T09:00:00Z") }, hear);
analytics.alias({ userId, previousId: "visitor-1" }, hear);
await analytics.flush();

if (process.env.PROX_BAD) {
  analytics.track({ userId, event: "Trial Started" }, hear);
  analytics.track({ userId, event: "x".repeat(300) }, hear);
  await analytics.flush();
}
await analytics.closeAndFlush();
console.log(JSON.stringify(heard));
