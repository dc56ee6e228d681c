import { Door } from "@/features/access/Door";
import { ButtonLink } from "@/shared/ui/Button";
import { useTitle } from "@/shared/ui/Page";

/** For an address that no page has. */
export function NotFound() {
  useTitle("Not found");
  return (
    <Door>
      <h1>There is no page at this address</h1>
      <p>Part of the address may be missing, or the page may have moved.</p>
      <ButtonLink to="/" kind="main">
        Open the console
      </ButtonLink>
    </Door>
  );
}
