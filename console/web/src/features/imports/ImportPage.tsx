import { Page } from "@/shared/ui/Page";
export function ImportPage() {
  return <Page title="ImportPage">x</Page>;
}
