import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { makeQueryClient } from "@/shared/http/queries";
import { onSignedOut } from "@/shared/http/client";
import { forgetPersons } from "@/shared/persons/persons";
import { theme } from "@/shared/theme/theme";
import { Toasts } from "@/shared/ui/Toasts";
import { Failed } from "./Failed";
import { makeRouter } from "./router";

const client = makeQueryClient();
const router = makeRouter(client);

onSignedOut(() => {
  const { pathname, href } = router.state.location;
  if (pathname.startsWith("/sign-in")) return;
  client.clear();
  forgetPersons();
  void router.navigate({ to: "/sign-in", search: { next: href }, replace: true });
});

export function App({ nonce }: { nonce: string }) {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
      withCssVariables={false}
      withGlobalClasses={false}
      deduplicateInlineStyles
    >
      <QueryClientProvider client={client}>
        <Failed>
          <RouterProvider router={router} />
        </Failed>
        <Toasts />
      </QueryClientProvider>
    </MantineProvider>
  );
}
