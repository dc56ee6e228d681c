import { afterEach, describe, expect, it, vi } from "vitest";
import type { ProblemError } from "./client";
import { address, download, get, isProblem, onConfirm, onSignedOut, post } from "./client";

function answer(status: number, body?: unknown, headers: Record<string, string> = {}) {
  return new Response(body === undefined ? null : JSON.stringify(body), {
    status,
    headers: { "Content-Type": status >= 400 ? "application/problem+json" : "application/json", ...headers },
  });
}

const problem = (status: number, kind: string, detail: string) =>
  answer(status, { type: `https://prox.dev/problems/${kind}`, title: "A title", status, detail, errors: [] });

afterEach(() => vi.unstubAllGlobals());

describe("talking to the API", () => {
  it("marks what would change something as ours", async () => {
    const fetched = vi.fn().mockImplementation(() => Promise.resolve(answer(200, { ok: true })));
    vi.stubGlobal("fetch", fetched);

    await post("/v1/x", { a: 1 });
    await get("/v1/x");

    const [, written] = fetched.mock.calls[0] as [string, RequestInit];
    const [, read] = fetched.mock.calls[1] as [string, RequestInit];
    expect(written.headers).toMatchObject({ "X-Prox-Page": "1", "Content-Type": "application/json" });
    expect(read.headers).not.toHaveProperty("X-Prox-Page");
  });

  it("makes a problem of every other answer", async () => {
    vi.stubGlobal("fetch", vi.fn().mockResolvedValue(problem(409, "conflict", "Mara was faster.")));

    const error = await get("/v1/x").catch((failure: unknown) => failure);

    expect(isProblem(error, "conflict")).toBe(true);
    expect((error as ProblemError).detail).toBe("Mara was faster.");
  });

  it("makes a problem of an answer that is no JSON, and of none at all", async () => {
    vi.stubGlobal("fetch", vi.fn().mockResolvedValue(new Response("<html>", { status: 502 })));
    const proxy = (await get("/v1/x").catch((failure: unknown) => failure)) as ProblemError;
    vi.stubGlobal("fetch", vi.fn().mockRejectedValue(new TypeError("Failed to fetch")));
    const none = (await get("/v1/x").catch((failure: unknown) => failure)) as ProblemError;

    expect(proxy.status).toBe(502);
    expect(none.kind).toBe("offline");
  });

  it("tells when nobody is signed in any more, but not when a password was wrong", async () => {
    const told = vi.fn();
    onSignedOut(told);
    vi.stubGlobal(
      "fetch",
      vi.fn().mockImplementation(() => Promise.resolve(problem(401, "sign-in-failed", ""))),
    );
    await post("/v1/session").catch(() => undefined);
    expect(told).not.toHaveBeenCalled();

    vi.stubGlobal(
      "fetch",
      vi.fn().mockImplementation(() => Promise.resolve(problem(401, "not-signed-in", ""))),
    );
    await get("/v1/x").catch(() => undefined);
    expect(told).toHaveBeenCalledOnce();
  });

  it("asks for the password and goes on with what was begun", async () => {
    const fetched = vi
      .fn()
      .mockResolvedValueOnce(problem(403, "confirm-password", ""))
      .mockResolvedValueOnce(answer(201, { id: "key_1" }));
    vi.stubGlobal("fetch", fetched);
    onConfirm(() => Promise.resolve(true));

    await expect(post("/v1/keys", {})).resolves.toEqual({ id: "key_1" });
    expect(fetched).toHaveBeenCalledTimes(2);
  });

  it("asks for the password before a file too", async () => {
    const fetched = vi
      .fn()
      .mockResolvedValueOnce(problem(403, "confirm-password", ""))
      .mockResolvedValueOnce(new Response("lead,score\r\n", { headers: { "Content-Type": "text/csv" } }));
    vi.stubGlobal("fetch", fetched);
    onConfirm(() => Promise.resolve(true));

    const file = await download("/v1/work/export.csv", new URLSearchParams("grade=A"));

    expect(await file.text()).toBe("lead,score\r\n");
    expect(fetched.mock.calls.map(([path]) => path as string)).toEqual(Array(2).fill("/v1/work/export.csv?grade=A"));
    const [, asked] = fetched.mock.calls[0] as [string, RequestInit];
    expect(asked.headers).toMatchObject({ Accept: "*/*" }); // whatever kind of file it is
  });

  it("gives up when the reader would rather not", async () => {
    vi.stubGlobal("fetch", vi.fn().mockResolvedValue(problem(403, "confirm-password", "")));
    onConfirm(() => Promise.resolve(false));

    const error = await post("/v1/keys", {}).catch((failure: unknown) => failure);

    expect(isProblem(error, "confirm-password")).toBe(true);
  });

  it("leaves empty parameters out of addresses", () => {
    expect(address("/v1/x", { q: "", limit: 5, after: undefined })).toBe("/v1/x?limit=5");
  });
});
