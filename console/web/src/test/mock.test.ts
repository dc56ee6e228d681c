import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** The pages are developed and tested on the mock, which must answer what the API's description says. */

type Schema = { $ref?: string; properties?: Record<string, Schema>; [keyword: string]: unknown };
type Operation = { responses: Record<string, { content?: Record<string, { schema?: Schema }> }> };
type Values = Record<string, string>;

const description = JSON.parse(readFileSync("src/api/openapi.json", "utf8")) as {
  paths: Record<string, { get?: Operation }>;
  components: { schemas: Record<string, Schema> };
};

/** What an operation answers with, by the name of its schema; nothing where that is no JSON. */
function answerOf(operation: Operation | undefined): string | undefined {
  return operation?.responses["200"]?.content?.["application/json"]?.schema?.$ref;
}

/** What no page of ours asks. */
const OF_OTHERS = ["/v1/projects/{key}/settings"];

const READS = Object.entries(description.paths).flatMap(([path, { get }]) => {
  const schema = answerOf(get);
  return schema === undefined || OF_OTHERS.includes(path) ? [] : [{ path, schema }];
});

/** A schema in which objects have the properties that it names, and no other. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== "object" || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, closed(part)]));
  return "properties" in value && "type" in value ? { ...inner, additionalProperties: false } : inner;
}

const ajv = new Ajv2020({ allErrors: true, strict: false, verbose: true });
addFormats(ajv);
ajv.addSchema({ $id: "api", components: { schemas: closed(description.components.schemas) } });

let mock: ChildProcess;
let address: string;
let cookie: string;

beforeAll(async () => {
  mock = spawn(
    process.execPath,
    ["mock/server.mjs", "--port", "0", "--leads", "1200", "--now", "2026-11-24T08:00:00Z"],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  if (!mock.stdout) throw new Error("the mock has no output");
  const [line] = (await once(createInterface(mock.stdout), "line")) as [string];
  address = /http:\/\/localhost:\d+/.exec(line)?.[0] ?? "";
  const entered = await fetch(`${address}/v1/links/demo`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
});

afterAll(() => {
  mock.kill();
});

async function read(world: string, path: string): Promise<unknown> {
  const response = await fetch(address + path, { headers: { cookie: `${cookie}; mock_data=${world}` } });
  return response.status === 200 ? response.json() : `${response.status} ${await response.text()}`;
}

/** What is wrong with an answer, in words. */
function wrong(schema: string, answer: unknown): string[] {
  const validate = ajv.getSchema(`api${schema}`);
  if (!validate) throw new Error(`no schema ${schema}`);
  if (validate(answer)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params, data }) =>
      `${instancePath} ${message} ${JSON.stringify(params)}: ${JSON.stringify(data).slice(0, 200)}`,
  );
}

/** Values of the parameters of paths and of those that are asked for, of what there is in a world. */
async function valuesOf(world: string): Promise<Values> {
  const first = async (path: string, list: string, name: string): Promise<string> => {
    const page = (await read(world, path)) as Record<string, Record<string, unknown>[]>;
    const value = page[list]?.[0]?.[name];
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
  };
  const lead = await first("/v1/work", "items", "lead");
  return {
    lead,
    "/v1/leads/{id}": lead,
    entry: lead && (await first(`/v1/leads/${lead}/ledger`, "entries", "entry")),
    company: await first("/v1/accounts", "accounts", "company"),
    "/v1/imports/{id}": await first("/v1/imports", "imports", "id"),
    "/v1/kept-events/{id}": await first("/v1/kept-events", "events", "id"),
    "/v1/models/{id}": await first("/v1/models", "models", "id"),
    "/v1/sources/{id}": await first("/v1/sources", "sources", "id"),
    "/v1/trainings/{id}": await first("/v1/trainings", "trainings", "id"),
    secret: "demo",
  };
}

/** A path with its values; nothing where a world has none. */
function filled(path: string, values: Values): string | undefined {
  let whole = true;
  const address = path.replace(/^(.*?)\{(\w+)\}/, (start, before: string, name: string) => {
    const value = values[name] ?? values[start];
    whole &&= value !== undefined && value !== "";
    return before + encodeURIComponent(value ?? "");
  });
  if (!whole) return undefined;
  if (address.includes("{")) return filled(address, values);
  if (path === "/v1/persons") return `${address}?leads=${values.lead}`;
  if (path.endsWith("/score/change")) return `${address}?from=2026-11-20T00:00:00Z`;
  return address;
}

/** Worlds of the mock, with what there is none of in them. */
const WORLDS: { world: string; without: string[] }[] = [
  { world: "full", without: [] },
  { world: "hostile", without: [] },
  { world: "young", without: ["/v1/models/{id}", "/v1/trainings/{id}"] },
  {
    world: "empty",
    without: [
      "/v1/accounts/{company}",
      "/v1/imports/{id}",
      "/v1/kept-events/{id}",
      "/v1/leads/{id}",
      "/v1/leads/{id}/activities",
      "/v1/leads/{id}/engagement",
      "/v1/leads/{id}/ledger",
      "/v1/leads/{id}/ledger/{entry}",
      "/v1/leads/{id}/score",
      "/v1/leads/{id}/score/change",
      "/v1/models/{id}",
      "/v1/sources/{id}/keys",
      "/v1/trainings/{id}",
      "/v1/work/{lead}",
      "/v1/work/{lead}/feedback",
    ],
  },
];

describe.each(WORLDS)("the mock's $world world", ({ world, without }) => {
  it("answers what the API's description says", async () => {
    const values = await valuesOf(world);
    const found: Record<string, string[]> = {};
    const skipped: string[] = [];
    for (const { path, schema } of READS) {
      const address = filled(path, values);
      if (address === undefined) {
        skipped.push(path);
        continue;
      }
      const errors = wrong(schema, await read(world, address));
      if (errors.length > 0) found[path] = errors.slice(0, 5);
    }

    expect(found).toEqual({});
    expect(skipped).toEqual(without);
    expect(READS.length).toBeGreaterThan(35);
  });
});
