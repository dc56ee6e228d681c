import { Page } from "@/shared/ui/Page";
export function ApiPage() {
  return <Page title="ApiPage">x</Page>;
}
