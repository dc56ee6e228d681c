import { Page } from "@/shared/ui/Page";
export function LeadPage() {
  return <Page title="LeadPage">x</Page>;
}
