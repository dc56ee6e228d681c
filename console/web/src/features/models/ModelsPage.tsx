import { Page } from "@/shared/ui/Page";
export function ModelsPage() {
  return <Page title="ModelsPage">x</Page>;
}
