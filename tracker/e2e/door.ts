import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** An event as it came. */
export interface Received {
  type: string;
  messageId: string;
  anonymousId: string;
  userId?: string;
  previousId?: string;
  groupId?: string;
  timestamp: string;
  event?: string;
  name?: string;
  properties: Record<string, unknown>;
  traits: Record<string, unknown>;
  context: Record<string, unknown> & { page: Record<string, string> };
}

export interface Batch {
  writeKey: string;
  sentAt: string;
  batch: Received[];
}

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

const BUILT = JSON.parse(readFileSync("dist/tracker.json", "utf8")) as { version: string; integrity: string };
const SCRIPT = readFileSync("dist/prox.js");

async function body(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) {
    pieces.push(piece as Buffer);
  }
  return Buffer.concat(pieces).toString("utf8");
}

abstract class Standing {
  private server!: Server;
  abstract readonly host: string;

  async start(): Promise<this> {
    this.server = createServer((request, response) => {
      this.serve(request, response).catch(() => response.destroy());
    });
    await new Promise<void>((started) => this.server.listen(0, "127.0.0.1", started));
    return this;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  get origin(): string {
    return `http://${this.host}:${(this.server.address() as AddressInfo).port}`;
  }

  protected abstract serve(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** Stands in for the door of events: takes, keeps one of each message id as the server does, answers as it is told. */
export class Door extends Standing {
  readonly host = "127.0.0.1";
  readonly version = BUILT.version;
  readonly integrity = BUILT.integrity;

  /** All that were asked for, whatever the answer. */
  readonly batches: Batch[] = [];

  /** What a browser says of the request, in lower case, one for each batch. */
  readonly headers: NodeJS.Dict<string | string[]>[] = [];

  /** Ids that came with another content the second time. */
  readonly contradictions: string[] = [];

  private readonly taken = new Map<string, Received>();

  /** What becomes of the next ones, then all is taken again. */
  answers: Answer[] = [];

  /** Hangs up: a browser lets go of being offline with the page that it was set for, and of what that sent off. */
  isGone = false;

  /** What became of all whose message was taken. */
  get events(): Received[] {
    return [...this.taken.values()];
  }

  get script(): string {
    return `${this.origin}/prox/${this.version}/prox.js`;
  }

  named(name: string): Received[] {
    return this.events.filter(({ event, type }) => (event ?? type) === name);
  }

  protected async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === `/prox/${this.version}/prox.js`) {
      response.setHeader("Access-Control-Allow-Origin", "*");
      response.setHeader("Content-Type", "text/javascript");
      response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
      response.end(SCRIPT);
    } else if (request.url === "/v1/batch" && request.method === "POST") {
      await this.take(request, response);
    } else {
      response.end("Nothing");
    }
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const sent = JSON.parse(await body(request)) as Batch;
    if (this.isGone) {
      response.destroy();
      return;
    }
    this.batches.push(sent);
    this.headers.push(request.headers);
    const answer = this.answers.shift() ?? { status: 200 };
    if (answer.status === 200 || answer.status === 400) {
      sent.batch.forEach((event) => this.keep(event));
    }
    response.setHeader("Access-Control-Allow-Origin", request.headers.origin ?? "*");
    response.setHeader("Access-Control-Allow-Credentials", "true");
    response.setHeader("Access-Control-Expose-Headers", "Retry-After");
    response.writeHead(answer.status, answer.headers).end(answer.body ?? '{"success":true}');
  }

  private keep(event: Received): void {
    const known = this.taken.get(event.messageId);
    if (!known) {
      this.taken.set(event.messageId, event);
    } else if (JSON.stringify(known) !== JSON.stringify(event)) {
      this.contradictions.push(event.messageId);
    }
  }
}

export interface Page {
  /** Attributes of the script's element. */
  install?: string;
  title?: string;
  /** Before the script. */
  head?: string;
  body?: string;
  headers?: Record<string, string>;
}

/** Somebody's site, with the script on each of its pages. */
export class Site extends Standing {
  readonly host = "localhost";
  private readonly pages = new Map<string, Page>();

  constructor(private readonly door: Door) {
    super();
  }

  /** For all pages that say nothing else. */
  usual: Page = {};

  /** @returns the address of the page */
  put(path: string, page: Page): string {
    this.pages.set(path, page);
    return this.origin + path;
  }

  protected serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? "/", this.origin);
    const page = { ...this.usual, ...this.pages.get(pathname) };
    const install = page.install ?? "";
    response.setHeader("Content-Type", pathname.endsWith(".pdf") ? "application/pdf" : "text/html; charset=utf-8");
    Object.entries(page.headers ?? {}).forEach(([name, value]) => response.setHeader(name, value));
    response.end(
      `<!doctype html><html lang="en"><head><title>${page.title ?? "A page"}</title><link rel="icon" href="data:,">${page.head ?? ""}` +
        `<script async src="${this.door.script}" integrity="${this.door.integrity}" crossorigin="anonymous" data-key="browser_key" ${install}></script>` +
        `</head><body>${page.body ?? "<p>Hello</p>"}</body></html>`,
    );
    return Promise.resolve();
  }
}
