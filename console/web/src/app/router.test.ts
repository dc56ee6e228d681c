// @vitest-environment jsdom
import { QueryClient } from "@tanstack/react-query";
import { expect, it } from "vitest";
import listed from "../../public/pages.json";
import { FILTER_NAMES } from "@/features/work/filters";
import { LIST_SEARCH, makeRouter } from "./router";

it("has a page for each address that the server answers with the app, and no other", () => {
  const router = makeRouter(new QueryClient());

  expect(Object.keys(router.routesByPath).sort()).toEqual([...listed].sort());
});

it("keeps every filter of the list in the address", () => {
  expect(LIST_SEARCH).toEqual(expect.arrayContaining([...FILTER_NAMES]));
});
