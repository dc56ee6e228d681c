import { Select } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import type { Account } from "@/api/types";
import { csvOf, saveText } from "@/shared/charts/csv";
import { count, plural } from "@/shared/format/numbers";
import { isProblem } from "@/shared/http/client";
import { useRest } from "@/shared/http/rest";
import { shownText } from "@/shared/persons/persons";
import { Button, ButtonLink } from "@/shared/ui/Button";
import { CardList, Grid, type GridColumn } from "@/shared/ui/Grid";
import { Icon } from "@/shared/ui/Icon";
import { Time } from "@/shared/ui/marks";
import { useTitle } from "@/shared/ui/Page";
import { SearchInput } from "@/shared/ui/SearchInput";
import { Empty, Failure } from "@/shared/ui/States";
import { toast } from "@/shared/ui/toasts";
import { Waiting } from "@/shared/ui/Waiting";
import styles from "./Accounts.module.css";
import { accountsQuery, allAccounts, tableOf, USUAL_SORT } from "./api";
import { Trend, TREND_SAYS } from "./Trend";
import { useLiveAccounts } from "./useLiveAccounts";

const NONE: readonly Account[] = [];
const keyOf = (account: Account) => account.company;

export function AccountsPage() {
  useTitle("Accounts");
  const { q = "", sort = USUAL_SORT } = useSearch({ from: "/app/accounts" });
  const navigate = useNavigate();
  const phone = useMediaQuery("(max-width: 700px)", undefined, { getInitialValueInEffect: false });
  const [focused, setFocused] = useState<string | undefined>();
  // Domains are written small.
  const listed = { q: q.toLowerCase(), sort };
  const list = useInfiniteQuery(accountsQuery(listed));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.accounts) ?? NONE, [list.data]);
  const live = useLiveAccounts(listed, rows);
  const go = (next: { q: string; sort: string }, replace: boolean) =>
    void navigate({
      to: "/accounts",
      search: { ...(next.q ? { q: next.q } : {}), ...(next.sort === USUAL_SORT ? {} : { sort: next.sort }) },
      replace,
    });
  const saving = useMutation({
    mutationFn: () => allAccounts(listed),
    onSuccess: (all) => saveText("accounts.csv", csvOf(tableOf(all)), "text/csv"),
    onError: (error) =>
      toast(isProblem(error) ? error.detail : "The download broke off. Try again.", { kind: "failed" }),
  });
  const rest = useRest(list);
  const onOpen = useCallback(
    (account: Account) => void navigate({ to: "/accounts/$company", params: { company: account.company } }),
    [navigate],
  );

  const empty =
    q === "" ? (
      <Empty icon="accounts" title="There are no accounts yet" acts={<ButtonLink to="/leads">All leads</ButtonLink>}>
        An account is a company with at least one lead, told by the domain of e-mail addresses; free mail makes none.
      </Empty>
    ) : (
      <Empty icon="search" title="No account begins so">
        Search takes the start of a company's domain, such as “acme”.
      </Empty>
    );

  return (
    <div className={styles.page} data-full="">
      <div className={styles.head}>
        <div>
          <h1 tabIndex={-1}>Accounts</h1>
          <p>Which companies warm up?</p>
          <p className={styles.says}>{TREND_SAYS}</p>
        </div>
      </div>
      <div className={styles.bar} role="search" aria-label="Find an account">
        <SearchInput
          label="Search accounts by the start of their domain"
          placeholder="Domain, such as acme"
          value={q}
          onSearch={(next) => go({ q: next, sort }, true)}
        />
        {phone ? (
          <Select
            aria-label="Sorted by"
            data={SORTS}
            value={SORTS.some((one) => one.value === sort) ? sort : null}
            placeholder="Sorted by"
            allowDeselect={false}
            onChange={(value) => go({ q, sort: value ?? USUAL_SORT }, false)}
            w={150}
          />
        ) : (
          <Button
            kind="plain"
            title="All accounts that the search finds"
            busy={saving.isPending}
            disabled={rows.length === 0}
            onClick={() => saving.mutate()}
          >
            <Icon name="download" />
            CSV
          </Button>
        )}
      </div>
      <div className={styles.list}>
        <Waiting rows={live.waiting} onShow={() => void live.onReload()} />
        {list.isError && rows.length === 0 ? (
          <Failure error={list.error} what="The list" onRetry={() => void list.refetch()} />
        ) : phone ? (
          <CardList
            label="Accounts"
            rows={rows}
            rowKey={keyOf}
            estimate={88}
            loading={list.isPending}
            rest={rest}
            empty={empty}
            card={(account) => (
              <Link to="/accounts/$company" params={{ company: account.company }} className={styles.card}>
                <b className="wrap">{shownText(account.company)}</b>
                <span className="num strong">{account.best?.score ?? "–"}</span>
                <span className="small quiet">
                  {plural(account.leads, "lead")}: {account.open} open, {account.won} won, {account.lost} lost
                  <br />
                  <Time at={account.lastChangedAt} prefix="Changed " />
                </span>
                <Trend account={account} />
              </Link>
            )}
          />
        ) : (
          <Grid
            label="Accounts"
            name="accounts"
            columns={COLUMNS}
            rows={rows}
            rowKey={keyOf}
            rowHeight={40}
            loading={list.isPending}
            rest={rest}
            sort={sort}
            onSort={(next) => go({ q, sort: next }, false)}
            fresh={live.fresh}
            focused={focused}
            onFocus={setFocused}
            onOpen={onOpen}
            empty={empty}
            describe={(account) => `${shownText(account.company)}, ${plural(account.leads, "lead")}`}
          />
        )}
      </div>
    </div>
  );
}

/** What a phone offers, where there are no heads to click on. */
const SORTS = [
  { value: "score", label: "Best score" },
  { value: "mean", label: "Mean score" },
  { value: "fit", label: "Fit" },
  { value: "leads", label: "Most leads" },
  { value: "changed", label: "Last change" },
  { value: "name", label: "Name" },
];

const COLUMNS: GridColumn<Account>[] = [
  {
    id: "company",
    title: "Company",
    size: 172,
    grow: 1,
    sort: "name",
    rising: true,
    fixed: true,
    cell: (account) => (
      <Link
        to="/accounts/$company"
        params={{ company: account.company }}
        className={`${styles.name} clip`}
        tabIndex={-1}
        title={shownText(account.company)}
      >
        <bdi>{shownText(account.company)}</bdi>
      </Link>
    ),
  },
  {
    id: "best",
    title: "Best score",
    size: 100,
    align: "right",
    sort: "score",
    cell: (account) =>
      account.best ? (
        <Link
          to="/leads/$lead"
          params={{ lead: account.best.lead }}
          search={{}}
          tabIndex={-1}
          title="The lead with this score"
        >
          {account.best.score}
        </Link>
      ) : (
        "–"
      ),
  },
  { id: "trend", title: "Last 14 days", size: 120, cell: (account) => <Trend account={account} /> },
  {
    id: "mean",
    title: "Mean score",
    size: 98,
    align: "right",
    sort: "mean",
    cell: (account) => (account.meanScore === undefined ? "–" : Math.round(account.meanScore)),
  },
  { id: "fit", title: "Fit", size: 52, sort: "fit", rising: true, cell: (account) => account.fit ?? "–" },
  { id: "leads", title: "Leads", size: 66, align: "right", sort: "leads", cell: (account) => count(account.leads) },
  { id: "open", title: "Open", size: 66, align: "right", sort: "open", cell: (account) => count(account.open) },
  { id: "won", title: "Won", size: 66, align: "right", sort: "won", cell: (account) => count(account.won) },
  { id: "lost", title: "Lost", size: 66, align: "right", sort: "lost", cell: (account) => count(account.lost) },
  {
    id: "changed",
    title: "Last change",
    size: 98,
    sort: "changed",
    cell: (account) => <Time at={account.lastChangedAt} />,
  },
];
