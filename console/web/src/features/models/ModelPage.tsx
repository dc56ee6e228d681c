import { Page } from "@/shared/ui/Page";
export function ModelPage() {
  return <Page title="ModelPage">x</Page>;
}
