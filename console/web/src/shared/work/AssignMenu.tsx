import { Menu, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import type { Item } from "@/api/types";
import { plural } from "@/shared/format/numbers";
import { colleaguesQuery, useSession } from "@/shared/session/session";
import { Icon } from "@/shared/ui/Icon";
import { Avatar } from "@/shared/ui/marks";
import type { Acts } from "./acts";

export function AssignMenu({
  items,
  acts,
  opened,
  onChange,
  children,
}: {
  items: readonly Item[];
  acts: Acts;
  opened?: boolean | undefined;
  onChange?: (opened: boolean) => void;
  children: ReactElement<Record<string, unknown>>;
}) {
  const { user } = useSession();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const shown = opened ?? open;
  const { data } = useQuery({ ...colleaguesQuery, enabled: shown });
  const owner = items.length === 1 ? items[0]?.owner : undefined;
  const wanted = text.trim().toLowerCase();
  const colleagues = [...(data ?? [])]
    .sort((a, b) => (a.id === user.id ? -1 : b.id === user.id ? 1 : a.name.localeCompare(b.name)))
    .filter((colleague) => colleague.name.toLowerCase().includes(wanted));
  return (
    <Menu
      width={240}
      opened={shown}
      onChange={(next) => {
        setOpen(next);
        setText("");
        onChange?.(next);
      }}
    >
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{items.length > 1 ? `Assign ${plural(items.length, "lead")} to` : "Assign to"}</Menu.Label>
        {(data?.length ?? 0) > 7 && (
          <TextInput
            aria-label="Find a colleague"
            placeholder="Find a colleague"
            size="xs"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            style={{ padding: "0 4px 4px" }}
          />
        )}
        <div style={{ maxHeight: 280, overflowY: "auto" }}>
          {colleagues.map((colleague) => (
            <Menu.Item
              key={colleague.id}
              leftSection={<Avatar name={colleague.name} me={colleague.id === user.id} />}
              rightSection={colleague.id === owner ? <Icon name="check" /> : undefined}
              onClick={() => acts.assign(items, colleague)}
            >
              <span className="wrap">{colleague.id === user.id ? `${colleague.name} (you)` : colleague.name}</span>
            </Menu.Item>
          ))}
          {data && colleagues.length === 0 && <Menu.Label>Nobody has this name</Menu.Label>}
        </div>
        <Menu.Divider />
        <Menu.Item leftSection={<Avatar name={undefined} />} onClick={() => acts.release(items)}>
          Nobody
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
