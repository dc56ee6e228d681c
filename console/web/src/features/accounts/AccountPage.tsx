import { Link, useParams } from "@tanstack/react-router";
import { count } from "@/shared/format/numbers";
import { pseudonym, reasonWords } from "@/shared/format/words";
import { unavailable } from "@/shared/http/queries";
import { NamesFailed } from "@/shared/persons/NamesFailed";
import { nameOf, shownText, textOf, usePersons } from "@/shared/persons/persons";
import { useSession } from "@/shared/session/session";
import { ButtonLink } from "@/shared/ui/Button";
import { Page, Section } from "@/shared/ui/Page";
import { Direction, GradeMark, Owner, StatusMark, Time } from "@/shared/ui/marks";
import { Failure, Loading } from "@/shared/ui/States";
import { Table } from "@/shared/ui/Table";
import styles from "./Accounts.module.css";
import { useLiveAccount } from "./useLiveAccount";

export function AccountPage() {
  const { company } = useParams({ from: "/app/accounts/$company" });
  const { user } = useSession();
  const account = useLiveAccount(company);
  const items = account.data?.items ?? [];
  const persons = usePersons(items);
  const written = items.map((item) => textOf(persons.get(item.lead), "company")).find((name) => name !== undefined);
  const found = account.data?.account;
  return (
    <Page
      title={written ?? shownText(company)}
      question={written ? shownText(company) : "Who is there, and how do they stand?"}
      acts={
        <ButtonLink to="/work" search={{ company }} icon="work">
          On the work list
        </ButtonLink>
      }
    >
      {unavailable(account) ? (
        <Failure error={account.error} what="The account" onRetry={() => void account.refetch()} />
      ) : !found ? (
        <Loading />
      ) : (
        <>
          <div className={styles.counts}>
            <div>
              <b>{found.best?.score ?? "–"}</b>
              <span>Best score</span>
            </div>
            {found.meanScore !== undefined && (
              <div>
                <b>{Math.round(found.meanScore)}</b>
                <span>Mean score</span>
              </div>
            )}
            <div>
              <b>{count(found.open)}</b>
              <span>Open</span>
            </div>
            <div>
              <b>{count(found.won)}</b>
              <span>Won</span>
            </div>
            <div>
              <b>{count(found.lost)}</b>
              <span>Lost</span>
            </div>
          </div>
          <NamesFailed leads={items} />
          <Section
            title="People"
            says={
              items.length < found.leads
                ? `The ${count(items.length)} with the highest scores of ${count(found.leads)}`
                : undefined
            }
          >
            <Table
              label="People of this account"
              rows={items}
              rowKey={(item) => item.lead}
              columns={[
                {
                  title: "Score",
                  tight: true,
                  cell: (item) => (
                    <span className="row">
                      <GradeMark grade={item.grade} /> <span className="num">{item.score ?? "–"}</span>
                    </span>
                  ),
                },
                {
                  title: "Who",
                  minWidth: 160,
                  cell: (item) => {
                    const title = textOf(persons.get(item.lead), "jobTitle") ?? (item.title && shownText(item.title));
                    return (
                      <>
                        <Link to="/leads/$lead" params={{ lead: item.lead }} search={{}} className="strong">
                          <bdi>{nameOf(persons.get(item.lead)) ?? pseudonym(item.lead)}</bdi>
                        </Link>
                        {title && (
                          <div className="small faint">
                            <bdi>{title}</bdi>
                          </div>
                        )}
                      </>
                    );
                  },
                },
                {
                  title: "Why",
                  minWidth: 200,
                  cell: (item) =>
                    item.reasons[0] && (
                      <span className="row" style={{ alignItems: "flex-start" }}>
                        <Direction contribution={item.reasons[0].contribution} />
                        {reasonWords(shownText(item.reasons[0].words))}
                      </span>
                    ),
                },
                {
                  title: "Owner",
                  tight: true,
                  cell: (item) => (
                    <Owner
                      name={item.ownerName === undefined ? undefined : shownText(item.ownerName)}
                      me={item.owner === user.id}
                    />
                  ),
                },
                { title: "Status", tight: true, cell: (item) => <StatusMark status={item.status} /> },
                { title: "Came in", tight: true, cell: (item) => <Time at={item.createdAt} /> },
              ]}
            />
          </Section>
        </>
      )}
    </Page>
  );
}
