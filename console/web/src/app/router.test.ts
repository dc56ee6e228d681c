// @vitest-environment jsdom
import { QueryClient } from "@tanstack/react-query";
import { expect, it } from "vitest";
import listed from "../../public/pages.json";
import { makeRouter } from "./router";

it("has a page for each address that the server answers with the app, and no other", () => {
  const router = makeRouter(new QueryClient());

  expect(Object.keys(router.routesByPath).sort()).toEqual([...listed].sort());
});
