import { Page } from "@/shared/ui/Page";
export function SystemPage() {
  return <Page title="SystemPage">x</Page>;
}
