import { ButtonLink } from "@/shared/ui/Button";
import { useTitle } from "@/shared/ui/Page";
import { Empty } from "@/shared/ui/States";

export function NotFound() {
  useTitle("Not found");
  return (
    <Empty
      icon="search"
      title="There is no page at this address"
      acts={
        <ButtonLink to="/" kind="main">
          Open the console
        </ButtonLink>
      }
    >
      Part of the address may be missing, or the page may have moved.
    </Empty>
  );
}
