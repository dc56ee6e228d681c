import { Page } from "@/shared/ui/Page";
export function OverviewPage() {
  return <Page title="OverviewPage">x</Page>;
}
