import { Menu, Modal, Radio, Textarea } from "@mantine/core";
import { useEffect, useState, type ReactElement, type ReactNode } from "react";
import type { DisqualifyReason, Item, Status } from "@/api/types";
import { plural } from "@/shared/format/numbers";
import { REASON_WORDS, STATUS_WORDS } from "@/shared/format/words";
import { Button, Key } from "@/shared/ui/Button";
import { StatusSign } from "@/shared/ui/marks";
import type { Acts, Reason } from "./acts";

/** What a person can say of a lead; the others follow from what its source says. */
export const SETTABLE: Status[] = ["new", "claimed", "contacted", "qualified", "disqualified"];

export function StatusMenu({
  items,
  acts,
  onDisqualify,
  opened,
  onChange,
  children,
}: {
  items: readonly Item[];
  acts: Acts;
  onDisqualify: (items: readonly Item[]) => void;
  opened?: boolean | undefined;
  onChange?: (opened: boolean) => void;
  children: ReactElement<Record<string, unknown>>;
}) {
  const current = items.length === 1 ? items[0]?.status : undefined;
  const [own, setOwn] = useState(false);
  const shown = opened ?? own;
  const change = onChange ?? setOwn;
  useEffect(() => {
    if (!shown) return;
    // Of the whole page, since whoever types quickly is ahead of the menu, which takes the focus when it has appeared.
    const onKey = (event: KeyboardEvent) => {
      const status = SETTABLE[Number(event.key) - 1];
      if (!status || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      change(false);
      if (status === "disqualified") onDisqualify(items);
      else acts.mark(items, status);
    };
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  }, [shown, change, items, acts, onDisqualify]);
  return (
    <Menu width={250} opened={shown} onChange={change}>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{items.length > 1 ? `Status of ${plural(items.length, "lead")}` : "Status"}</Menu.Label>
        {SETTABLE.map((status, index) => (
          <Menu.Item
            key={status}
            leftSection={<StatusSign status={status} />}
            rightSection={<Key aria-hidden="true">{index + 1}</Key>}
            aria-current={status === current || undefined}
            onClick={() => (status === "disqualified" ? onDisqualify(items) : acts.mark(items, status))}
          >
            {STATUS_WORDS[status]}
            {status === "disqualified" && <span className="faint"> with a reason</span>}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

const LONGEST_NOTE = 500;

/** Asks why a lead is no lead: the answers are what the next model learns from. */
export function Disqualify({
  items,
  acts,
  onClose,
  who,
}: {
  items: readonly Item[] | undefined;
  acts: Acts;
  onClose: () => void;
  who: (item: Item) => ReactNode;
}) {
  // While the dialog fades it still shows what it asked about.
  const [asked, setAsked] = useState(items);
  if (items !== undefined && items !== asked) setAsked(items);
  return (
    <Modal
      opened={items !== undefined}
      onClose={onClose}
      title="Why is it no lead?"
      size={440}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {asked && (
        <Reasons
          key={asked.map((item) => item.lead).join()}
          who={asked.length > 1 ? plural(asked.length, "lead") : asked[0] ? who(asked[0]) : null}
          onReason={(reason) => {
            if (items) acts.mark(items, "disqualified", reason);
            onClose();
          }}
          onClose={onClose}
        />
      )}
    </Modal>
  );
}

/** What is chosen and written lives as long as the dialog is open: it is about these leads and no others. */
function Reasons({
  who,
  onReason,
  onClose,
}: {
  who: ReactNode;
  onReason: (reason: Reason) => void;
  onClose: () => void;
}) {
  const [code, setCode] = useState<DisqualifyReason>("not-a-fit");
  const [note, setNote] = useState("");
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        onReason({ code, ...(note.trim() === "" ? {} : { note: note.trim() }) });
      }}
    >
      <p className="quiet wrap">{who}. What you choose is kept as feedback.</p>
      <Radio.Group value={code} onChange={(value) => setCode(value)} aria-label="Reason">
        <div className="stack tight">
          {(Object.keys(REASON_WORDS) as DisqualifyReason[]).map((reason) => (
            <Radio
              key={reason}
              value={reason}
              label={REASON_WORDS[reason]}
              data-autofocus={reason === code || undefined}
            />
          ))}
        </div>
      </Radio.Group>
      <Textarea
        label="Note"
        description="Optional. Write nothing that names a person."
        autosize
        minRows={2}
        maxRows={6}
        maxLength={LONGEST_NOTE}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className="row" style={{ justifyContent: "flex-end" }}>
        <Button kind="plain" onClick={onClose}>
          Cancel
        </Button>
        <Button kind="main" type="submit">
          Mark as disqualified
        </Button>
      </div>
    </form>
  );
}

/** The words of a kept reason: `not-a-fit: too small`. */
export function disqualifyWords(text: string): string {
  const [code = "", ...rest] = text.split(": ");
  const words = Object.hasOwn(REASON_WORDS, code) ? REASON_WORDS[code as DisqualifyReason] : code;
  return rest.length === 0 ? words : `${words}: ${rest.join(": ")}`;
}
