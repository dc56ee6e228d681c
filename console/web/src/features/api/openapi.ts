/** As much of OpenAPI 3.1 as the page shows. */

export type Schema = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: boolean | Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
  pattern?: string;
};
type Content = Record<string, { schema?: Schema }>;
export type Parameter = { name: string; in: string; required?: boolean; description?: string; schema?: Schema };
export type RawOperation = {
  tags?: string[];
  operationId?: string;
  summary?: string;
  description?: string;
  deprecated?: boolean;
  parameters?: Parameter[];
  requestBody?: { required?: boolean; description?: string; content?: Content };
  responses?: Record<string, { description?: string; content?: Content }>;
  "x-permission"?: string;
};
export type Document = {
  openapi: string;
  info: { title: string; version: string; description?: string };
  paths: Record<string, Record<string, RawOperation>>;
  components?: { schemas?: Record<string, Schema> };
};

export type Operation = RawOperation & { id: string; method: string; path: string };

const METHODS = ["get", "post", "put", "patch", "delete"];

/** All operations, by group, in the order of the document. */
export function operationsOf(document: Document): [string, Operation[]][] {
  const groups = new Map<string, Operation[]>();
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = Object.hasOwn(methods, method) ? methods[method] : undefined;
      if (!operation) continue;
      const group = groupOf(operation, path);
      const list = groups.get(group) ?? [];
      list.push({ ...operation, method: method.toUpperCase(), path, id: `${method} ${path}` });
      groups.set(group, list);
    }
  }
  return [...groups];
}

/** A tag such as `leads-controller` says no more than the path. */
function groupOf(operation: RawOperation, path: string): string {
  const tag = operation.tags?.[0];
  const words = tag && !/controller$/i.test(tag) ? tag : (path.split("/")[2] ?? "other");
  const spelt = words.replace(/[-_]/g, " ");
  return spelt.charAt(0).toUpperCase() + spelt.slice(1);
}

export function resolve(document: Document, schema: Schema | undefined): Schema | undefined {
  const name = nameOf(schema);
  if (schema === undefined || name === undefined) return schema;
  const schemas = document.components?.schemas ?? {};
  return Object.hasOwn(schemas, name) ? schemas[name] : undefined;
}

export function nameOf(schema: Schema | undefined): string | undefined {
  return schema?.$ref?.replace(/^#\/components\/schemas\//, "");
}

/** A schema in a few words: `array of Item`, `integer, 1 to 200, 50 if not said`. */
export function typeWords(schema: Schema | undefined): string {
  if (!schema) return "anything";
  const name = nameOf(schema);
  if (name) return name;
  const parts = schema.allOf ?? schema.oneOf ?? schema.anyOf;
  if (parts && parts.length > 0) return parts.map((part) => typeWords(part)).join(schema.allOf ? " and " : " or ");
  const types = (Array.isArray(schema.type) ? schema.type : [schema.type]).filter((type) => type !== undefined);
  const nullable = types.includes("null");
  const type =
    types.find((one) => one !== "null") ?? (schema.properties ? "object" : schema.enum ? "string" : "anything");
  let words = type === "array" ? `list of ${typeWords(schema.items)}` : (schema.format ?? type);
  if (schema.enum) words = schema.enum.map(String).join(", ");
  if (schema.minimum !== undefined && schema.maximum !== undefined) words += `, ${schema.minimum} to ${schema.maximum}`;
  else if (schema.minimum !== undefined) words += `, at least ${schema.minimum}`;
  else if (schema.maximum !== undefined) words += `, at most ${schema.maximum}`;
  if (schema.maxLength !== undefined) words += `, at most ${schema.maxLength} characters`;
  if (schema.default !== undefined) words += `, ${JSON.stringify(schema.default)} if not said`;
  return nullable ? `${words}, or null` : words;
}

/** Something that fits a schema, to begin with. */
export function exampleOf(document: Document, schema: Schema | undefined, depth = 0): unknown {
  const found = resolve(document, schema);
  if (!found || depth > 4) return null;
  if (found.const !== undefined) return found.const;
  if (found.default !== undefined) return found.default;
  if (found.enum) return found.enum[0];
  const parts = found.allOf ?? found.oneOf ?? found.anyOf;
  if (parts?.[0]) return exampleOf(document, parts[0], depth + 1);
  const type = Array.isArray(found.type) ? found.type.find((one) => one !== "null") : found.type;
  switch (String(type ?? (found.properties ? "object" : ""))) {
    case "object":
      return Object.fromEntries(
        Object.entries(found.properties ?? {}).map(([name, property]) => [
          name,
          exampleOf(document, property, depth + 1),
        ]),
      );
    case "array":
      return [exampleOf(document, found.items, depth + 1)];
    case "integer":
    case "number":
      return found.minimum ?? 0;
    case "boolean":
      return true;
    case "string":
      return found.format === "date-time"
        ? "2026-03-02T09:30:00Z"
        : found.format === "email"
          ? "ada@acme.example"
          : "text";
    default:
      return null;
  }
}

export function curlOf(document: Document, operation: Operation, origin: string): string {
  const open = operation.description?.startsWith("Open") ?? false;
  const lines = [`curl${operation.method === "GET" ? "" : ` -X ${operation.method}`} '${origin}${operation.path}'`];
  if (!open) lines.push("-H 'Authorization: Bearer YOUR-KEY'");
  const json = operation.requestBody?.content?.["application/json"]?.schema;
  if (json) {
    lines.push("-H 'Content-Type: application/json'");
    lines.push(`-d '${JSON.stringify(exampleOf(document, json)).replaceAll("'", "'\\''")}'`);
  } else if (operation.requestBody) {
    lines.push("--data-binary @file");
  }
  return lines.join(" \\\n  ");
}
