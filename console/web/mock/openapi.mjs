/** An OpenAPI document of the mock's routes, in the shape that the generated one has. */
const GROUPS = [["sign-in", "Session"], ["session", "Session"], ["link", "Session"], ["password", "Session"], ["users", "Users"], ["colleagues", "Users"], ["keys", "API keys"], ["workspace", "Workspace"], ["assignment", "Workspace"], ["views", "Work list"], ["work", "Work list"], ["accounts", "Accounts"], ["overview", "Overview"], ["persons", "Leads"], ["leads", "Leads"], ["sources", "Leads"], ["imports", "Imports"], ["models", "Models"], ["trainings", "Models"], ["audit", "System"], ["system", "System"], ["rejected", "System"], ["books", "System"], ["openapi", "System"]];
const BODY = {
  "POST /v1/work/{lead}/status": { type: "object", required: ["status"], properties: { status: { type: "string", enum: ["new", "claimed", "contacted", "qualified", "disqualified"] }, reason: { type: "string", maxLength: 500, description: "Why, for disqualified leads." } } },
  "POST /v1/session": { type: "object", required: ["email", "password"], properties: { email: { type: "string", format: "email" }, password: { type: "string", format: "password" } } },
};
const SUMMARY = {
  "GET /v1/work": "The ranked list, filtered",
  "POST /v1/work/{lead}/claim": "Claims a lead for the caller",
  "POST /v1/work/{lead}/status": "Says what came of a lead",
  "GET /v1/leads/{id}": "What is known of a lead, without what identifies the person",
  "GET /v1/persons": "Who leads are; each call is audited",
  "GET /v1/leads/{id}/score/change": "Why a score was another at a later instant",
  "GET /v1/leads/{id}/ledger": "Every change of a score, with its cause",
  "POST /v1/imports": "Takes a file in; its bytes are the body",
};
export function openapi(routes) {
  const paths = {};
  for (const { method, pattern, permission, names } of routes) {
    if (!pattern.startsWith("/v1/")) continue;
    const tag = GROUPS.find(([start]) => pattern.slice(4).startsWith(start))?.[1] ?? "Other";
    const key = `${method} ${pattern}`;
    paths[pattern] ??= {};
    paths[pattern][method.toLowerCase()] = {
      tags: [tag],
      operationId: key.replace(/\W+/g, "_"),
      summary: SUMMARY[key] ?? `${method === "GET" ? "Reads" : method === "DELETE" ? "Removes" : "Changes"} ${pattern.slice(4).replace(/\{|\}/g, "")}`,
      description: permission ? `Needs the permission \`${permission}\`.` : "Open to everyone.",
      ...(permission ? { "x-permission": permission } : {}),
      parameters: [
        ...names.map((name) => ({ name, in: "path", required: true, schema: { type: "string" } })),
        ...(key === "GET /v1/work" ? [{ name: "q", in: "query", description: "A word of a name, an address, a number, or the start of a company's domain.", schema: { type: "string" } }, { name: "grade", in: "query", schema: { type: "array", items: { type: "string", enum: ["A", "B", "C", "D"] } } }, { name: "limit", in: "query", schema: { type: "integer", minimum: 1, maximum: 200, default: 50 } }, { name: "after", in: "query", description: "`next` of the page before.", schema: { type: "string" } }] : []),
      ],
      ...(BODY[key] ? { requestBody: { required: true, content: { "application/json": { schema: BODY[key] } } } } : {}),
      responses: { 200: { description: "OK", content: { "application/json": { schema: key === "GET /v1/work/{lead}" ? { $ref: "#/components/schemas/Item" } : { type: "object" } } } }, ...(permission ? { 401: { description: "Sign in, or send an API key" }, 403: { description: "Your role or key does not allow this" } } : {}) },
    };
  }
  return {
    openapi: "3.1.0",
    info: { title: "ProX", version: "0.1.0", description: "Everything the console does, and nothing is possible only by clicking." },
    paths,
    components: { schemas: { Item: { type: "object", required: ["lead", "status"], properties: { lead: { type: "string" }, score: { type: "integer", minimum: 0, maximum: 100 }, grade: { type: "string", enum: ["A", "B", "C", "D"] }, chance: { $ref: "#/components/schemas/Chance" }, status: { type: "string" } } }, Chance: { type: "object", properties: { probability: { type: "number" }, low: { type: "number" }, high: { type: "number" } } } } },
  };
}
