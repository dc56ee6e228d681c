import { useDebouncedCallback, useMediaQuery } from "@mantine/hooks";
import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import type { Account, AccountPage as Accounts } from "@/api/types";
import { count, plural } from "@/shared/format/numbers";
import { get } from "@/shared/http/client";
import { shownText } from "@/shared/persons/persons";
import { ButtonLink } from "@/shared/ui/Button";
import { CardList, Grid, type GridColumn } from "@/shared/ui/Grid";
import { Icon } from "@/shared/ui/Icon";
import { Time } from "@/shared/ui/marks";
import { useTitle } from "@/shared/ui/Page";
import { Empty, Failure } from "@/shared/ui/States";
import styles from "./Accounts.module.css";

const accountsQuery = (q: string, sort: string) =>
  infiniteQueryOptions({
    queryKey: ["accounts", q, sort],
    queryFn: ({ pageParam, signal }) =>
      get<Accounts>("/v1/accounts", { query: { q, sort, limit: 100, after: pageParam }, signal }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });

const keyOf = (account: Account) => account.company;

export function AccountsPage() {
  useTitle("Accounts");
  const { q = "", sort = "" } = useSearch({ from: "/app/accounts" });
  const navigate = useNavigate();
  const phone = useMediaQuery("(max-width: 700px)", undefined, { getInitialValueInEffect: false });
  const [text, setText] = useState(q);
  const [focused, setFocused] = useState<string | undefined>();
  const list = useInfiniteQuery(accountsQuery(q, sort));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.accounts) ?? [], [list.data]);
  const onSearch = useDebouncedCallback(
    (next: string) =>
      void navigate({
        to: "/accounts",
        search: { ...(next ? { q: next } : {}), ...(sort ? { sort } : {}) },
        replace: true,
      }),
    150,
  );
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = list;
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
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
          <p>Which companies are worth a look?</p>
        </div>
      </div>
      <div className={styles.bar} role="search" aria-label="Find an account">
        <div className={styles.search}>
          <Icon name="search" />
          <input
            type="search"
            data-page-search
            aria-label="Search accounts by the start of their domain"
            placeholder="Domain, such as acme"
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              onSearch(event.target.value.trim().toLowerCase());
            }}
          />
        </div>
      </div>
      {list.isError && rows.length === 0 ? (
        <Failure error={list.error} what="The list" onRetry={() => void list.refetch()} />
      ) : phone ? (
        <CardList
          label="Accounts"
          rows={rows}
          rowKey={keyOf}
          estimate={76}
          loading={list.isPending}
          onEnd={hasNextPage ? onEnd : undefined}
          empty={empty}
          card={(account) => (
            <Link to="/accounts/$company" params={{ company: account.company }} className={styles.card}>
              <b className="wrap">{shownText(account.company)}</b>
              <span className="num strong">{account.best?.score ?? "–"}</span>
              <span className="small quiet">
                {plural(account.leads, "lead")}: {account.open} open, {account.won} won, {account.lost} lost
              </span>
              <span className="small faint">
                <Time at={account.lastChangedAt} />
              </span>
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
          loadingMore={isFetchingNextPage}
          onEnd={hasNextPage ? onEnd : undefined}
          focused={focused}
          onFocus={setFocused}
          onOpen={onOpen}
          empty={empty}
          describe={(account) => `${shownText(account.company)}, ${plural(account.leads, "lead")}`}
        />
      )}
    </div>
  );
}

const COLUMNS: GridColumn<Account>[] = [
  {
    id: "company",
    title: "Company",
    size: 240,
    grow: 1,
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
    size: 110,
    align: "right",
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
  {
    id: "mean",
    title: "Mean score",
    size: 110,
    align: "right",
    cell: (account) => (account.meanScore === undefined ? "–" : Math.round(account.meanScore)),
  },
  { id: "fit", title: "Fit", size: 64, cell: (account) => account.fit ?? "–" },
  { id: "leads", title: "Leads", size: 90, align: "right", cell: (account) => count(account.leads) },
  { id: "open", title: "Open", size: 90, align: "right", cell: (account) => count(account.open) },
  { id: "won", title: "Won", size: 90, align: "right", cell: (account) => count(account.won) },
  { id: "lost", title: "Lost", size: 90, align: "right", cell: (account) => count(account.lost) },
  { id: "changed", title: "Last change", size: 130, cell: (account) => <Time at={account.lastChangedAt} /> },
];
