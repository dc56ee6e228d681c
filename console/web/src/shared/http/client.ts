/** Talks to the API. Everything that goes wrong becomes a ProblemError. */

export type FieldProblem = { pointer: string; detail: string };

export class ProblemError extends Error {
  readonly status: number;
  /** The last part of the problem's type, such as `not-allowed`; `offline` where no answer came. */
  readonly kind: string;
  readonly title: string;
  readonly detail: string;
  readonly instance: string | undefined;
  readonly errors: FieldProblem[];
  readonly retryAfterSeconds: number | undefined;

  constructor(problem: {
    status: number;
    kind: string;
    title: string;
    detail: string;
    instance?: string;
    errors?: FieldProblem[];
    retryAfterSeconds?: number;
  }) {
    super(`${problem.title}: ${problem.detail}`);
    this.name = "ProblemError";
    this.status = problem.status;
    this.kind = problem.kind;
    this.title = problem.title;
    this.detail = problem.detail;
    this.instance = problem.instance;
    this.errors = problem.errors ?? [];
    this.retryAfterSeconds = problem.retryAfterSeconds;
  }

  /** What is wrong with the field that a JSON Pointer fragment names. */
  of(pointer: string): string | undefined {
    return this.errors.find((error) => error.pointer === pointer)?.detail;
  }
}

export function isProblem(error: unknown, kind?: string): error is ProblemError {
  return error instanceof ProblemError && (kind === undefined || error.kind === kind);
}

type Query = Record<string, string | number | boolean | undefined>;

type Options = {
  query?: Query | URLSearchParams;
  signal?: AbortSignal;
  body?: unknown;
  /** The version that one has seen; where it is another by now, nothing is changed. */
  match?: number;
  /** Kinds of content that one can do with; JSON where not said. */
  accept?: string;
};

/** Called when an answer says that nobody is signed in any more. */
let signedOut: () => void = () => undefined;
export function onSignedOut(handler: () => void): void {
  signedOut = handler;
}

/** Asks for the password again, for what a session alone is not enough for; false when the reader would rather not. */
let confirmAgain: () => Promise<boolean> = () => Promise.resolve(false);
export function onConfirm(handler: () => Promise<boolean>): void {
  confirmAgain = handler;
}

export function address(path: string, query?: Query | URLSearchParams): string {
  const parameters = query instanceof URLSearchParams ? query : new URLSearchParams();
  if (query && !(query instanceof URLSearchParams)) {
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined && value !== "") parameters.set(name, String(value));
    }
  }
  const text = parameters.toString();
  return text === "" ? path : `${path}?${text}`;
}

async function send(method: string, path: string, options: Options = {}): Promise<Response> {
  try {
    return await once(method, path, options);
  } catch (error) {
    if (isProblem(error, "confirm-password") && (await confirmAgain())) return once(method, path, options);
    throw error;
  }
}

async function once(method: string, path: string, options: Options): Promise<Response> {
  const headers: Record<string, string> = { Accept: options.accept ?? "application/json" };
  // No foreign page can set this header, so a request with it is ours.
  if (method !== "GET") headers["X-Prox-Page"] = "1";
  if (options.match !== undefined) headers["If-Match"] = `"${options.match}"`;
  let body: BodyInit | undefined;
  if (options.body !== undefined) {
    headers["Content-Type"] = "application/json";
    body = JSON.stringify(options.body);
  }
  let response: Response;
  try {
    response = await fetch(address(path, options.query), {
      method,
      headers,
      body,
      signal: options.signal,
      credentials: "same-origin",
      cache: "no-store",
    });
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === "AbortError") throw failure;
    throw offline();
  }
  if (!response.ok) throw await problem(response);
  return response;
}

function offline(): ProblemError {
  return new ProblemError({
    status: 0,
    kind: "offline",
    title: "ProX does not answer",
    detail: "Your data is safe. The page tries again by itself as soon as ProX answers.",
  });
}

async function problem(response: Response): Promise<ProblemError> {
  let content: Partial<{ type: string; title: string; detail: string; instance: string; errors: FieldProblem[] }> = {};
  try {
    if (response.headers.get("Content-Type")?.includes("json")) content = (await response.json()) as typeof content;
  } catch {
    // An answer that is cut off says no more than its status.
  }
  const after = Number(response.headers.get("Retry-After"));
  const found = new ProblemError({
    status: response.status,
    kind: content.type?.split("/").pop() ?? "unexpected",
    title: content.title ?? "Something went wrong",
    detail: content.detail ?? `The answer was ${response.status}. Try again; if it stays, tell your administrator.`,
    instance: content.instance,
    errors: Array.isArray(content.errors) ? content.errors : [],
    ...(Number.isFinite(after) && after > 0 ? { retryAfterSeconds: after } : {}),
  });
  if (response.status === 401 && found.kind === "not-signed-in") signedOut();
  return found;
}

/** A file that the API makes. */
export async function download(path: string, query?: Query | URLSearchParams): Promise<Blob> {
  return (await send("GET", path, { query, accept: "*/*" })).blob();
}

async function json<T>(response: Response): Promise<T> {
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

export async function get<T>(path: string, options?: Omit<Options, "body">): Promise<T> {
  return json<T>(await send("GET", path, options));
}

export async function post<T = void>(path: string, body?: unknown, options?: Options): Promise<T> {
  return json<T>(await send("POST", path, { ...options, body }));
}

export async function put<T = void>(path: string, body?: unknown, options?: Options): Promise<T> {
  return json<T>(await send("PUT", path, { ...options, body }));
}

export async function patch<T = void>(path: string, body?: unknown, options?: Options): Promise<T> {
  return json<T>(await send("PATCH", path, { ...options, body }));
}

export async function remove(path: string): Promise<void> {
  await send("DELETE", path);
}

/** Sends a file as it is, and tells how much of it is gone; `fetch` cannot. */
export function upload<T>(
  path: string,
  file: File,
  options: { query?: Query; signal?: AbortSignal; onProgress?: (fraction: number) => void },
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address(path, options.query));
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("X-Prox-Page", "1");
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) options.onProgress?.(event.loaded / event.total);
    };
    request.onload = () => {
      const response = new Response(request.responseText, {
        status: request.status === 0 ? 503 : request.status,
        headers: { "Content-Type": request.getResponseHeader("Content-Type") ?? "" },
      });
      if (response.ok) json<T>(response).then(resolve, reject);
      else problem(response).then(reject, reject);
    };
    request.onerror = () => reject(offline());
    request.onabort = () => reject(new DOMException("The upload was stopped.", "AbortError"));
    options.signal?.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}
