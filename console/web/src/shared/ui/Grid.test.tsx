// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider, useInfiniteQuery } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useRest, type Rest } from "@/shared/http/rest";
import { CardList, Grid } from "./Grid";

type Row = { id: string };
type Page = { rows: Row[]; next?: string };

/** A list of one page of three rows, and of one more behind it, which is not always there. */
const read = vi.fn<(after: string) => Promise<Page>>();
let there: boolean;

beforeEach(() => {
  there = false;
  vi.stubGlobal("matchMedia", () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  read.mockReset().mockImplementation((after) => {
    if (after === "") return Promise.resolve({ rows: [{ id: "a" }, { id: "b" }, { id: "c" }], next: "c" });
    return there ? Promise.resolve({ rows: [{ id: "d" }] }) : Promise.reject(new Error("not there"));
  });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const keyOf = (row: Row) => row.id;

function AsGrid({ rows, rest }: { rows: Row[]; rest: Rest }) {
  return (
    <Grid
      label="Rows"
      name="test"
      columns={[{ id: "id", title: "Id", size: 80, cell: keyOf }]}
      rows={rows}
      rowKey={keyOf}
      rowHeight={40}
      rest={rest}
      describe={keyOf}
    />
  );
}

function AsCards({ rows, rest }: { rows: Row[]; rest: Rest }) {
  return <CardList label="Rows" rows={rows} rowKey={keyOf} estimate={40} rest={rest} card={keyOf} />;
}

function List({ show: Shown }: { show: typeof AsGrid }) {
  const list = useInfiniteQuery({
    queryKey: ["rows"],
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
  const rest = useRest(list);
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <>
      <output>{rows.length}</output>
      <Shown rows={rows} rest={rest} />
    </>
  );
}

it.each([
  ["a table", AsGrid],
  ["cards", AsCards],
])("says where %s could not be read on, and tries again only when asked", async (_, show) => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <MantineProvider>
      <QueryClientProvider client={client}>
        <List show={show} />
      </QueryClientProvider>
    </MantineProvider>,
  );

  expect((await screen.findByRole("alert")).textContent).toContain("The list could not be read on.");
  expect(read.mock.calls).toEqual([[""], ["c"]]);

  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(read).toHaveBeenCalledTimes(3));
  await screen.findByRole("alert");
  expect(read).toHaveBeenCalledTimes(3);

  there = true;
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(screen.getByRole("status").textContent).toBe("4"));
  expect(screen.queryByRole("alert")).toBeNull();
});
