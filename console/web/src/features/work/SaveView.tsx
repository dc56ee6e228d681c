import { Menu, Modal, Switch, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { SavedView } from "@/api/types";
import { isProblem, put, remove } from "@/shared/http/client";
import { Button, IconButton } from "@/shared/ui/Button";
import { Icon } from "@/shared/ui/Icon";
import { Note } from "@/shared/ui/States";
import { toast } from "@/shared/ui/toasts";
import { viewsQuery } from "./api";
import { apiQuery, type Filters, type View } from "./filters";

/**
 * Keeps the filters of the list as a tab, or changes and drops the tab that is open. What was searched for is not kept:
 * it may name a person, and a view outlasts the lead.
 */
export function SaveView({
  current,
  changed,
  filters,
  count,
  onOpen,
}: {
  current: View | undefined;
  /** Whether the list differs from the tab that is open. */
  changed: boolean;
  filters: Filters;
  count: number;
  onOpen: (id: string | undefined) => void;
}) {
  const client = useQueryClient();
  const [form, setForm] = useState<{ name: string; shared: boolean; id?: string } | undefined>();
  const own = current?.saved?.mine ? current.saved : undefined;
  const kept: Filters = { ...filters };
  delete kept.q;
  const query = apiQuery(kept);
  const searches = (filters.q ?? "").trim() !== "";

  const save = useMutation({
    mutationFn: (view: SavedView) =>
      put(`/v1/views/${encodeURIComponent(view.id)}`, {
        name: view.name,
        query: view.query,
        shared: view.shared,
        position: view.position,
      }),
    onSuccess: async (_answer, view) => {
      await client.invalidateQueries({ queryKey: viewsQuery.queryKey });
      setForm(undefined);
      onOpen(view.id);
      if (searches) toast(`The view “${view.name}” is kept, without what you searched for`);
    },
  });
  const drop = useMutation({
    mutationFn: (view: SavedView) => remove(`/v1/views/${encodeURIComponent(view.id)}`),
    onSuccess: async (_answer, view) => {
      onOpen(undefined);
      await client.invalidateQueries({ queryKey: viewsQuery.queryKey });
      toast(`The view “${view.name}” is gone`, { undo: () => save.mutate(view) });
    },
    onError: (error) => toast(isProblem(error) ? error.detail : "The view could not be removed.", { kind: "failed" }),
  });
  const onSave = () => {
    if (!form || form.name.trim() === "") return;
    save.mutate({
      id: form.id ?? `view_${crypto.randomUUID().replaceAll("-", "").slice(0, 20)}`,
      name: form.name.trim(),
      query: form.id && own ? own.query : query,
      shared: form.shared,
      mine: true,
      position: own && form.id ? own.position : count + 1,
    });
  };

  return (
    <>
      {changed && own && query !== own.query && (
        <Button small kind="plain" onClick={() => save.mutate({ ...own, query })}>
          Keep the changes
        </Button>
      )}
      {changed && (
        <Button small kind="plain" icon="bookmark" onClick={() => setForm({ name: "", shared: false })}>
          Save as a view
        </Button>
      )}
      {own && !changed && (
        <Menu position="bottom-start">
          <Menu.Target>
            <IconButton small icon="dots" label={`What to do with the view ${own.name}`} />
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<Icon name="bookmark" />}
              onClick={() => setForm({ id: own.id, name: own.name, shared: own.shared })}
            >
              Rename or share
            </Menu.Item>
            <Menu.Item leftSection={<Icon name="trash" />} onClick={() => drop.mutate(own)}>
              Remove
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      <Modal
        opened={form !== undefined}
        onClose={() => setForm(undefined)}
        title={form?.id ? "The view" : "Save as a view"}
        size={400}
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            onSave();
          }}
        >
          {save.isError && (
            <Note kind="bad" role="alert">
              {isProblem(save.error) ? `${save.error.title}. ${save.error.detail}` : "The view was not saved."}
            </Note>
          )}
          <TextInput
            label="Name"
            description="As it stands on the tab."
            data-autofocus
            required
            withAsterisk={false}
            maxLength={60}
            value={form?.name ?? ""}
            onChange={(event) => setForm((now) => now && { ...now, name: event.target.value })}
          />
          {searches && form?.id === undefined && (
            <Note>What you searched for is not kept, since it may name a person. All other filters are.</Note>
          )}
          <Switch
            label="Colleagues see it too"
            checked={form?.shared ?? false}
            onChange={(event) => setForm((now) => now && { ...now, shared: event.target.checked })}
          />
          <div className="row" style={{ justifyContent: "flex-end" }}>
            <Button kind="plain" onClick={() => setForm(undefined)}>
              Cancel
            </Button>
            <Button kind="main" type="submit" busy={save.isPending}>
              Save
            </Button>
          </div>
        </form>
      </Modal>
    </>
  );
}
