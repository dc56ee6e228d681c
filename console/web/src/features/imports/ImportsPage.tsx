import { Page } from "@/shared/ui/Page";
export function ImportsPage() {
  return <Page title="ImportsPage">x</Page>;
}
