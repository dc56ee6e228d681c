import { Page } from "@/shared/ui/Page";
export function SettingsPage() {
  return <Page title="SettingsPage">x</Page>;
}
