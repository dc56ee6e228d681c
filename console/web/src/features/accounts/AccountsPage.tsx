import { Page } from "@/shared/ui/Page";
export function AccountsPage() {
  return <Page title="AccountsPage">x</Page>;
}
