import { describe, expect, it } from "vitest";
import { curlOf, exampleOf, operationsOf, typeWords, type Document } from "./openapi";

const document: Document = {
  openapi: "3.1.0",
  info: { title: "ProX", version: "1" },
  paths: {
    "/v1/leads": {
      get: { tags: ["Leads"], summary: "A page" },
      post: {
        tags: ["leads-controller"],
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Lead" } } } },
      },
    },
    "/v1/imports": { post: { requestBody: { content: { "application/octet-stream": {} } } } },
  },
  components: {
    schemas: {
      Lead: {
        type: "object",
        properties: {
          source: { type: ["string", "null"] },
          fields: { type: "object" },
          at: { type: "string", format: "date-time" },
          next: { $ref: "#/components/schemas/Lead" },
        },
      },
    },
  },
};

describe("the API's document", () => {
  it("gives operations by group, and makes no group of a class name", () => {
    expect(operationsOf(document).map(([group, operations]) => [group, operations.map((one) => one.id)])).toEqual([
      ["Leads", ["get /v1/leads", "post /v1/leads"]],
      ["Imports", ["post /v1/imports"]],
    ]);
  });

  it("says types in words", () => {
    expect(typeWords({ type: "integer", minimum: 1, maximum: 200, default: 50 })).toBe(
      "integer, 1 to 200, 50 if not said",
    );
    expect(typeWords({ type: "array", items: { $ref: "#/components/schemas/Lead" } })).toBe("list of Lead");
    expect(typeWords({ type: ["string", "null"] })).toBe("string, or null");
    expect(typeWords({ enum: ["a", "b"] })).toBe("a, b");
    expect(typeWords(undefined)).toBe("anything");
  });

  it("makes an example that ends, though a type holds itself", () => {
    const example = exampleOf(document, { $ref: "#/components/schemas/Lead" }) as Record<string, unknown>;

    expect(example).toMatchObject({ source: "text", at: "2026-03-02T09:30:00Z" });
    expect(JSON.stringify(example).length).toBeLessThan(1000);
  });

  it("shows how to call it", () => {
    const [, [, post] = []] = operationsOf(document)[0] ?? [];
    const [, [imports] = []] = operationsOf(document)[1] ?? [];
    if (!post || !imports) throw new Error("no operations");

    expect(curlOf(document, post, "http://x")).toContain("curl -X POST 'http://x/v1/leads'");
    expect(curlOf(document, post, "http://x")).toContain("-d '{");
    expect(curlOf(document, imports, "http://x")).toContain("--data-binary @file");
  });
});
