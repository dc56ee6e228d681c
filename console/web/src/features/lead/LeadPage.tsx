import { Menu, Modal, TextInput } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useRouter, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useState } from "react";
import type { Item } from "@/api/types";
import { useCommands } from "@/shared/commands/commands";
import { money, percent, percentRange } from "@/shared/format/numbers";
import { pseudonym, STATUS_WORDS, sureness, wordOf } from "@/shared/format/words";
import { isProblem, remove } from "@/shared/http/client";
import { unavailable } from "@/shared/http/queries";
import { useRest } from "@/shared/http/rest";
import { useLive } from "@/shared/live/live";
import { NamesFailed } from "@/shared/persons/NamesFailed";
import { nameOf, shownText, textOf, usePersons } from "@/shared/persons/persons";
import { useMay, useNames, useSession } from "@/shared/session/session";
import { Button, buttonClass, IconButton } from "@/shared/ui/Button";
import { Icon } from "@/shared/ui/Icon";
import { Tabs, useTitle } from "@/shared/ui/Page";
import { Delta, GradeMark, Owner, StatusSign, Tag } from "@/shared/ui/marks";
import { Failure, Loading, NotAllowed, Note, PartFailure } from "@/shared/ui/States";
import { toast } from "@/shared/ui/toasts";
import { useHotkeys } from "@/shared/ui/useHotkeys";
import { useActs } from "@/shared/work/acts";
import { AssignMenu } from "@/shared/work/AssignMenu";
import { forgetLead } from "@/shared/work/items";
import { disqualifyWords, Disqualify, StatusMenu } from "@/shared/work/StatusMenu";
import { ByMachines } from "./ByMachines";
import { activitiesQuery, engagementQuery, itemQuery, leadQuery, ledgerQuery, saidQuery, scoreQuery } from "./api";
import { EngagementFigure } from "./EngagementFigure";
import { eventsOf } from "./events";
import { AccountTab, ConsentTab, RawTab, SourcesTab } from "./LeadTabs";
import styles from "./LeadPage.module.css";
import { NamedStep, ScoreHistory, StepDetail } from "./ScoreHistory";
import { SinceThen } from "./SinceThen";
import { Timeline } from "./Timeline";
import { isByPerson } from "./visits";
import { WaterfallFigure } from "./Waterfall";

const NO_ITEMS: readonly Item[] = [];

export function LeadPage() {
  const { lead: id } = useParams({ from: "/app/leads/$lead" });
  const { tab, entry } = useSearch({ from: "/app/leads/$lead" });
  const navigate = useNavigate();
  const router = useRouter();
  const client = useQueryClient();
  const { user } = useSession();
  const mayWork = useMay("work:write");
  const mayAssign = useMay("work:assign");
  const mayRead = useMay("leads:read");
  const mayDelete = useMay("leads:delete");
  const mayPersonal = useMay("personal:read");

  const item = useQuery(itemQuery(id));
  const gone = isProblem(item.error, "not-found");
  const lead = useQuery({ ...leadQuery(id), enabled: mayRead && !gone });
  const score = useQuery({ ...scoreQuery(id), enabled: mayRead && !gone });
  const ledger = useInfiniteQuery({ ...ledgerQuery(id), enabled: mayRead && !gone });
  const activities = useInfiniteQuery({ ...activitiesQuery(id), enabled: mayRead && !gone });
  const engagement = useQuery({ ...engagementQuery(id), enabled: mayRead && !gone });
  useEffect(() => {
    if (gone) forgetLead(client, id);
  }, [client, gone, id]);
  // The person is asked for at the revision that is known, which the item tells.
  const known = item.data ? [item.data] : NO_ITEMS;
  const person = usePersons(known).get(id);
  const name = nameOf(person) ?? pseudonym(id);
  useTitle(name);

  // All together: a reason of one moment beside a score of another would not add up.
  const readAnew = () => {
    void client.invalidateQueries({ queryKey: ["work", "item", id] });
    void client.invalidateQueries({ queryKey: ["lead", id] });
    void client.invalidateQueries({ queryKey: ["score", id], exact: true });
    void client.invalidateQueries({ queryKey: ["ledger", id] });
    void client.invalidateQueries({ queryKey: ["change", id] });
    void client.invalidateQueries({ queryKey: ["activities", id] });
    void client.invalidateQueries({ queryKey: ["engagement", id] });
  };
  useLive({
    work: ({ leads }) => {
      if (leads.includes(id)) readAnew();
    },
    model: readAnew,
    again: readAnew,
  });

  const said = useCallback(() => name, [name]);
  const acts = useActs(said);
  const [disqualifying, setDisqualifying] = useState<readonly Item[] | undefined>();
  const [deleting, setDeleting] = useState(false);
  const [statusOpen, setStatusOpen] = useState(false);
  const [assignOpen, setAssignOpen] = useState(false);
  const now = item.data;
  const mine = now?.owner === user.id;
  const onClaim = () => {
    if (!now || !mayWork) return;
    if (mine) acts.release([now]);
    else if (now.owner === undefined) acts.claim([now]);
  };
  useHotkeys({
    c: onClaim,
    e: () => now && mayWork && acts.mark([now], "contacted"),
    s: () => mayWork && setStatusOpen(true),
    a: () => mayAssign && setAssignOpen(true),
    Escape: () => router.history.back(),
  });
  useCommands(
    now && mayWork
      ? [
          {
            id: "lead-claim",
            words: mine ? `Release ${name}` : `Claim ${name}`,
            icon: "check",
            keys: "C",
            group: "This lead",
            run: onClaim,
          },
          {
            id: "lead-done",
            words: `Mark ${name} as contacted`,
            icon: "phone",
            keys: "E",
            group: "This lead",
            run: () => acts.mark([now], "contacted"),
          },
          {
            id: "lead-no",
            words: `Disqualify ${name}`,
            icon: "close",
            group: "This lead",
            run: () => setDisqualifying([now]),
          },
        ]
      : [],
  );

  const rest = useRest(ledger);
  const entries = useMemo(() => ledger.data?.pages.flatMap((page) => page.entries) ?? [], [ledger.data]);
  const colleague = useNames();
  const feedback = useQuery({ ...saidQuery(id, now?.version ?? 0), enabled: mayPersonal && now !== undefined });
  const restOfActivities = useRest(activities);
  const done = useMemo(() => activities.data?.pages.flatMap((page) => page.activities) ?? [], [activities.data]);
  const byPeople = useMemo(() => done.filter(isByPerson), [done]);
  const judged = useMemo(() => done.filter(({ by }) => by !== undefined), [done]);
  const events = eventsOf(now, lead.data, entries, feedback.data, colleague, byPeople);
  const chosen = entry !== undefined && /^\d{1,9}$/.test(entry) ? Number(entry) : undefined;
  const at = entries.findIndex((one) => one.entry === chosen);
  const onChoose = (next: number | undefined) =>
    void navigate({
      to: "/leads/$lead",
      params: { lead: id },
      search: { ...(tab ? { tab } : {}), ...(next === undefined || next === chosen ? {} : { entry: String(next) }) },
      replace: true,
    });

  if (unavailable(item)) return <Failure error={item.error} what="The lead" onRetry={() => void item.refetch()} />;
  if (!now) {
    return (
      <div className={styles.page}>
        <Loading rows={10} />
      </div>
    );
  }

  const company = textOf(person, "company") ?? (now.company === undefined ? undefined : shownText(now.company));
  const title = textOf(person, "jobTitle") ?? (now.title === undefined ? undefined : shownText(now.title));
  const phone = textOf(person, "phone") ?? textOf(person, "mobile");
  const email = textOf(person, "email");
  const note = textOf(person, "note");
  const by = now.score !== undefined && now.previousScore !== undefined ? now.score - now.previousScore : 0;
  const tabs = [
    ["", "Score and story"],
    ["account", "Account"],
    ["sources", "Sources"],
    ["consent", "Consent"],
    ["raw", "Raw"],
  ] as const;

  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <IconButton icon="back" label="Back" shortcut="Esc" onClick={() => router.history.back()} />
        <GradeMark grade={now.grade} large />
        <div className={styles.who}>
          <h1 tabIndex={-1}>
            <bdi>{name}</bdi>
          </h1>
          <p>
            {title && <bdi>{title}</bdi>}
            {title && company && " · "}
            {company &&
              (now.company ? (
                <Link to="/accounts/$company" params={{ company: now.company }}>
                  <bdi>{company}</bdi>
                </Link>
              ) : (
                <bdi>{company}</bdi>
              ))}
            {!title && !company && "No company known"}
          </p>
        </div>
        <div className={styles.figures}>
          <div className={styles.figure}>
            <b>
              {now.score ?? "–"} {by !== 0 && <Delta by={by} />}
            </b>
            <span>{by !== 0 ? "Score, and since yesterday" : "Score of 100"}</span>
          </div>
          <div className={styles.figure}>
            <b>
              {now.chance
                ? now.sure
                  ? percent(now.chance.probability)
                  : percentRange(now.chance.low, now.chance.high)
                : "–"}
            </b>
            <span>
              {now.chance && now.sure
                ? `Chance; ${percentRange(now.chance.low, now.chance.high)}`
                : now.chance
                  ? "Chance; not enough evidence"
                  : sureness(now)}
            </span>
          </div>
          {(now.fit ?? now.engagement) !== undefined && (
            <div className={styles.figure}>
              <b>{[now.fit, now.engagement].filter((part) => part !== undefined).join(" ")}</b>
              <span>
                {now.engagement === undefined ? "Fit" : now.fit === undefined ? "Engagement" : "Fit and engagement"}
              </span>
            </div>
          )}
        </div>
      </div>

      <div className={`${styles.acts} no-print`}>
        {mayWork &&
          (mine ? (
            <Button onClick={onClaim} shortcut="C">
              Release
            </Button>
          ) : (
            <Button kind="main" onClick={onClaim} shortcut="C" disabled={now.owner !== undefined}>
              Claim
            </Button>
          ))}
        {mayWork ? (
          <StatusMenu
            items={[now]}
            acts={acts}
            onDisqualify={setDisqualifying}
            opened={statusOpen}
            onChange={setStatusOpen}
          >
            <Button>
              <StatusSign status={now.status} /> {wordOf(STATUS_WORDS, now.status)} <Icon name="down" size={12} />
            </Button>
          </StatusMenu>
        ) : (
          <Tag>{wordOf(STATUS_WORDS, now.status)}</Tag>
        )}
        {mayAssign ? (
          <AssignMenu items={[now]} acts={acts} opened={assignOpen} onChange={setAssignOpen}>
            <Button>
              <Owner name={now.ownerName === undefined ? undefined : shownText(now.ownerName)} me={mine} />{" "}
              <Icon name="down" size={12} />
            </Button>
          </AssignMenu>
        ) : (
          <span className="row" style={{ padding: "0 8px" }}>
            <Owner name={now.ownerName === undefined ? undefined : shownText(now.ownerName)} me={mine} />
          </span>
        )}
        {phone && (
          <a className={buttonClass({})} href={`tel:${phone.replace(/[^\d+]/g, "")}`}>
            <Icon name="phone" /> <span className="num">{phone}</span>
          </a>
        )}
        {email && (
          <a
            className={buttonClass({})}
            href={`mailto:${encodeURIComponent(email).replace("%40", "@")}`}
            style={{ maxWidth: "100%" }}
          >
            <Icon name="mail" /> <bdi className="clip">{email}</bdi>
          </a>
        )}
        {mayDelete && (
          <Menu>
            <Menu.Target>
              <IconButton icon="dots" label="More" />
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<Icon name="trash" />} color="red" onClick={() => setDeleting(true)}>
                Delete this lead
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </div>

      <NamesFailed leads={known} />
      {now.outcome && (
        <Note
          kind={now.outcome.kind === "won" ? "good" : "usual"}
          icon={now.outcome.kind === "won" ? "check" : "close"}
        >
          {now.outcome.kind === "won" ? "Won" : "Lost"}
          {now.outcome.value && now.outcome.value.currency
            ? `: ${money(now.outcome.value.amount, now.outcome.value.currency)}`
            : ""}
          . {now.statusReason && disqualifyWords(shownText(now.statusReason))}
        </Note>
      )}
      {!now.outcome && now.status === "disqualified" && now.statusReason && (
        <Note icon="close">Disqualified. {disqualifyWords(shownText(now.statusReason))}</Note>
      )}

      <Tabs
        label="About this lead"
        tabs={tabs.map(([value, words]) => ({
          words,
          current: (tab ?? "") === value,
          to: "/leads/$lead",
          params: { lead: id },
          search: value === "" ? {} : { tab: value },
        }))}
      />

      {(tab ?? "") === "" && (
        <div className={styles.body}>
          <div className={styles.main}>
            {score.data ? (
              <WaterfallFigure score={score.data} />
            ) : isProblem(score.error, "not-found") ? (
              <Note>{score.error.detail}</Note>
            ) : score.isError ? (
              <PartFailure what="The reasons" onRetry={() => void score.refetch()} />
            ) : (
              <Loading rows={8} />
            )}
            {ledger.isLoadingError && (
              <PartFailure what="How the score changed" onRetry={() => void ledger.refetch()} />
            )}
            {entries.length > 0 && (
              <ScoreHistory entries={entries} more={rest.more} chosen={chosen} onChoose={onChoose} />
            )}
            {engagement.data && engagement.data.last !== undefined && <EngagementFigure engagement={engagement.data} />}
            {engagement.isLoadingError && !isProblem(engagement.error, "not-found") && (
              <PartFailure what="What it did" onRetry={() => void engagement.refetch()} />
            )}
            {at >= 0 && entries[at] && (
              <StepDetail lead={id} entry={entries[at]} before={entries[at + 1]} onClose={() => onChoose(undefined)} />
            )}
            {chosen !== undefined && at < 0 && !ledger.isPending && (
              <NamedStep lead={id} entry={chosen} onClose={() => onChoose(undefined)} />
            )}
            {score.data && <SinceThen lead={id} />}
          </div>
          <div className={styles.side}>
            {note && (
              <section className="stack tight" aria-label="Note">
                <h2>Note</h2>
                <p className="wrap" style={{ whiteSpace: "pre-line" }}>
                  <bdi>{note}</bdi>
                </p>
              </section>
            )}
            <section className="stack tight" aria-label="What happened">
              <h2>What happened</h2>
              <Timeline events={events} chosen={chosen} onChoose={onChoose} />
              {rest.more && !rest.failed && (
                <Button small kind="plain" busy={rest.loading} onClick={rest.onRetry}>
                  Load earlier steps
                </Button>
              )}
              {rest.failed && <PartFailure what="Earlier steps" onRetry={rest.onRetry} />}
              {restOfActivities.more && !restOfActivities.failed && (
                <Button small kind="plain" busy={restOfActivities.loading} onClick={restOfActivities.onRetry}>
                  Load earlier activities
                </Button>
              )}
              {restOfActivities.failed && <PartFailure what="Earlier activities" onRetry={restOfActivities.onRetry} />}
              <ByMachines lead={id} activities={judged} onChanged={readAnew} />
              {ledger.isLoadingError && (
                <PartFailure what="The steps of the score" onRetry={() => void ledger.refetch()} />
              )}
              {lead.isLoadingError && <PartFailure what="What sources said" onRetry={() => void lead.refetch()} />}
              {feedback.isLoadingError && (
                <PartFailure what="What colleagues said" onRetry={() => void feedback.refetch()} />
              )}
            </section>
            {!mayPersonal && (
              <Note icon="hidden">Who this is stays hidden: your role does not see names, addresses and numbers.</Note>
            )}
          </div>
        </div>
      )}
      {tab === "account" && <AccountTab company={now.company} lead={id} />}
      {(tab === "sources" || tab === "consent") &&
        (!mayRead ? (
          <NotAllowed />
        ) : unavailable(lead) ? (
          <Failure error={lead.error} what="What sources said" onRetry={() => void lead.refetch()} />
        ) : !lead.data ? (
          <Loading />
        ) : tab === "sources" ? (
          <SourcesTab lead={lead.data} person={person} />
        ) : (
          <ConsentTab lead={lead.data} />
        ))}
      {tab === "raw" && <RawTab item={now} lead={lead.data} score={score.data} />}

      <Disqualify items={disqualifying} acts={acts} onClose={() => setDisqualifying(undefined)} who={() => name} />
      <DeleteLead key={id} lead={id} name={name} opened={deleting} onClose={() => setDeleting(false)} />
    </div>
  );
}

/** Deleting destroys the keys of the personal data; there is no way back, so one types it. */
function DeleteLead({
  lead,
  name,
  opened,
  onClose,
}: {
  lead: string;
  name: string;
  opened: boolean;
  onClose: () => void;
}) {
  const [typed, setTyped] = useState("");
  const client = useQueryClient();
  const navigate = useNavigate();
  const drop = useMutation({
    mutationFn: () => remove(`/v1/leads/${encodeURIComponent(lead)}`),
    onSuccess: async () => {
      onClose();
      toast("The lead is deleted");
      await navigate({ to: "/leads", search: {} });
      forgetLead(client, lead);
      void client.invalidateQueries({ queryKey: ["work"] });
      void client.invalidateQueries({ queryKey: ["overview"] });
    },
  });
  const onLeave = () => {
    setTyped("");
    drop.reset();
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={onLeave}
      title="Delete this lead"
      size={440}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed === "delete") drop.mutate();
        }}
      >
        <p className="wrap">
          {name} and everything that identifies the person will be gone, here and on the log. This cannot be undone.
          Backups that were made before keep it, sealed, until they are thrown away; restored with the file of
          deletions, they bring nobody back.
        </p>
        {drop.isError && (
          <Note kind="bad" role="alert">
            {isProblem(drop.error) ? drop.error.detail : "The lead was not deleted."}
          </Note>
        )}
        <TextInput
          label="Type “delete” to go on"
          autoComplete="off"
          data-autofocus
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <div className="row" style={{ justifyContent: "flex-end" }}>
          <Button kind="plain" onClick={onLeave}>
            Keep it
          </Button>
          <Button kind="danger" type="submit" disabled={typed !== "delete"} busy={drop.isPending}>
            Delete for good
          </Button>
        </div>
      </form>
    </Modal>
  );
}
