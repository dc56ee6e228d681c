import { Page } from "@/shared/ui/Page";
export function AuditPage() {
  return <Page title="AuditPage">x</Page>;
}
