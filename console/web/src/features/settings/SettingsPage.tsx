import { useLocation, useParams } from "@tanstack/react-router";
import { useState, type ComponentType } from "react";
import type { Permission } from "@/api/types";
import { useSession } from "@/shared/session/session";
import { Page, Tabs } from "@/shared/ui/Page";
import { NotAllowed } from "@/shared/ui/States";
import { HandOffPart } from "./HandOffPart";
import { KeysPart } from "./KeysPart";
import { Search, useNamedPlace } from "./Search";
import { SourcesPart } from "./SourcesPart";
import { UsersPart } from "./UsersPart";
import { WorkspacePart } from "./WorkspacePart";
import { YouPart } from "./YouPart";

const PARTS: { part: string; words: string; needs: Permission; content: ComponentType }[] = [
  { part: "you", words: "You", needs: "self", content: YouPart },
  { part: "workspace", words: "Workspace", needs: "workspace:read", content: WorkspacePart },
  { part: "hand-off", words: "Hand-off", needs: "workspace:read", content: HandOffPart },
  { part: "users", words: "Users", needs: "users:read", content: UsersPart },
  { part: "keys", words: "API keys", needs: "keys:read", content: KeysPart },
  { part: "sources", words: "Sources", needs: "sources:read", content: SourcesPart },
];

export function SettingsPage() {
  const { part = "you" } = useParams({ strict: false });
  const { permissions } = useSession();
  const [text, setText] = useState("");
  useNamedPlace(useLocation({ select: ({ hash }) => hash }));
  const parts = PARTS.filter((one) => permissions.includes(one.needs));
  const current = parts.find((one) => one.part === part);
  const Content = current?.content;
  return (
    <Page title="Settings" question="How should ProX work for you and your team?">
      <Search text={text} onText={setText} parts={parts}>
        <div className="stack" style={{ gap: 20 }}>
          <Tabs
            label="Settings"
            tabs={parts.map((one) => ({
              words: one.words,
              current: one.part === current?.part,
              to: "/settings/$part",
              params: { part: one.part },
            }))}
          />
          {Content ? <Content /> : <NotAllowed />}
        </div>
      </Search>
    </Page>
  );
}
