import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { FieldValue, Item, Lead, LeadScore } from "@/api/types";
import { count } from "@/shared/format/numbers";
import { pseudonym, reasonWords } from "@/shared/format/words";
import { unavailable } from "@/shared/http/queries";
import { nameOf, shownText, usePersons, type Person } from "@/shared/persons/persons";
import { useMay } from "@/shared/session/session";
import { Facts, Section } from "@/shared/ui/Page";
import { Direction, GradeMark, StatusMark, Tag, Time } from "@/shared/ui/marks";
import { Empty, Failure, Loading, Note } from "@/shared/ui/States";
import { Table } from "@/shared/ui/Table";
import { accountQuery } from "./api";
import styles from "./LeadPage.module.css";

export function AccountTab({ company, lead }: { company: string | undefined; lead: string }) {
  const account = useQuery({ ...accountQuery(company ?? ""), enabled: company !== undefined });
  const others = (account.data?.items ?? []).filter((item) => item.lead !== lead);
  const persons = usePersons(others);
  if (company === undefined) {
    return (
      <Empty icon="accounts" title="No company is known">
        An account is told by the domain of an e-mail address. This lead has none, or one of free mail.
      </Empty>
    );
  }
  if (unavailable(account))
    return <Failure error={account.error} what="The account" onRetry={() => void account.refetch()} />;
  if (!account.data) return <Loading />;
  const { account: found } = account.data;
  return (
    <div className="stack">
      <p>
        <Link to="/accounts/$company" params={{ company: found.company }} className="wrap">
          {shownText(found.company)}
        </Link>{" "}
        has {count(found.leads)} {found.leads === 1 ? "lead" : "leads"}: {count(found.open)} open, {count(found.won)}{" "}
        won, {count(found.lost)} lost.
      </p>
      <Table
        label="Other leads of this company"
        rows={others}
        rowKey={(item) => item.lead}
        empty="This lead is the only one of its company."
        columns={[
          { title: "Grade", tight: true, cell: (item) => <GradeMark grade={item.grade} /> },
          { title: "Score", tight: true, align: "right", cell: (item) => item.score ?? "–" },
          {
            title: "Who",
            cell: (item) => (
              <Link to="/leads/$lead" params={{ lead: item.lead }} search={{}}>
                {nameOf(persons.get(item.lead)) ?? pseudonym(item.lead)}
              </Link>
            ),
          },
          {
            title: "Why",
            cell: (item) =>
              item.reasons[0] && (
                <span className="row" style={{ alignItems: "flex-start" }}>
                  <Direction contribution={item.reasons[0].contribution} />
                  {reasonWords(shownText(item.reasons[0].words))}
                </span>
              ),
          },
          { title: "Status", tight: true, cell: (item) => <StatusMark status={item.status} /> },
        ]}
      />
    </div>
  );
}

type Row = { name: string; value: FieldValue; personal: boolean };

export function SourcesTab({ lead, person }: { lead: Lead; person: Person | undefined }) {
  const may = useMay("personal:read");
  const rows: Row[] = [
    ...[...(person ?? new Map<string, FieldValue>())].map(([name, value]) => ({
      name: LABELS.get(name) ?? name,
      value,
      personal: true,
    })),
    ...Object.entries(lead.fields).map(([name, value]) => ({ name, value, personal: false })),
  ];
  return (
    <div className="stack">
      {!may && (
        <Note icon="hidden">
          Names, addresses and numbers are not shown: your role does not see who leads are. Ask an administrator if your
          work needs it.
        </Note>
      )}
      <Table
        label="What sources said"
        rows={rows}
        rowKey={(row) => `${row.personal} ${row.name}`}
        columns={[
          {
            title: "Field",
            minWidth: 120,
            cell: (row) => (
              <span className="row wide" style={{ gap: 6 }}>
                {shownText(row.name)} {row.personal && <Tag>Sealed</Tag>}
              </span>
            ),
          },
          { title: "Value", minWidth: 160, cell: (row) => <bdi>{shownText(row.value.text)}</bdi> },
          { title: "Said by", cell: (row) => shownText(row.value.source) },
          { title: "True since", tight: true, cell: (row) => <Time at={row.value.occurredAt} /> },
          { title: "Known since", tight: true, cell: (row) => <Time at={row.value.knownAt} /> },
        ]}
      />
      <p className="small faint">
        Where sources contradict each other, the newest statement counts. Sealed fields are encrypted; each reading of
        them is recorded.
      </p>
    </div>
  );
}

const LABELS = new Map([
  ["email", "Email"],
  ["firstName", "First name"],
  ["lastName", "Last name"],
  ["fullName", "Full name"],
  ["phone", "Phone"],
  ["mobile", "Mobile phone"],
  ["jobTitle", "Job title"],
  ["company", "Company"],
  ["website", "Website"],
  ["street", "Street"],
  ["postcode", "Postcode"],
  ["note", "Note"],
]);

export function ConsentTab({ lead }: { lead: Lead }) {
  const value = (name: string) => (Object.hasOwn(lead.fields, name) ? lead.fields[name] : undefined);
  const consent = value("Consent") ?? value("consent");
  const basis = value("Lawful basis") ?? value("lawfulBasis");
  if (!consent && !basis) {
    return (
      <Empty icon="lock" title="Nothing is known about consent">
        No source has said whether this person agreed to be contacted, or on what basis their data is kept. Map the
        columns “Consent” and “Lawful basis” when you import, or send them by API.
      </Empty>
    );
  }
  const told = (of: FieldValue | undefined) =>
    of ? (
      <>
        {shownText(of.text)}{" "}
        <span className="faint">
          said by {shownText(of.source)}, <Time at={of.occurredAt} />
        </span>
      </>
    ) : (
      <span className="faint">not said</span>
    );
  return (
    <Facts
      facts={[
        ["Consent", told(consent)],
        ["Lawful basis", told(basis)],
      ]}
    />
  );
}

export function RawTab({
  item,
  lead,
  score,
}: {
  item: Item | undefined;
  lead: Lead | undefined;
  score: LeadScore | undefined;
}) {
  const parts: [string, string, unknown][] = [
    ["The lead", `GET /v1/leads/${lead?.id ?? ""}`, lead],
    ["On the work list", `GET /v1/work/${item?.lead ?? ""}`, item],
    ["The score", `GET /v1/leads/${lead?.id ?? ""}/score`, score],
  ];
  return (
    <div className="stack">
      {parts.map(([title, path, value]) => (
        <Section key={title} title={title} says={<span className="mono wrap">{path}</span>}>
          <pre className={styles.raw} tabIndex={0} aria-label={title}>
            {value === undefined ? "nothing" : JSON.stringify(value, null, 2)}
          </pre>
        </Section>
      ))}
    </div>
  );
}
