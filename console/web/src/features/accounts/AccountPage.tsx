import { Page } from "@/shared/ui/Page";
export function AccountPage() {
  return <Page title="AccountPage">x</Page>;
}
