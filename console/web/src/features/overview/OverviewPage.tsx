import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Grade, Overview } from "@/api/types";
import { Chart } from "@/shared/charts/Chart";
import { Figure } from "@/shared/charts/Figure";
import { axis, baseOption, type Tokens } from "@/shared/charts/tokens";
import { count, decimal, plural, shortMoney } from "@/shared/format/numbers";
import { clock, day, exact, zoneOfReader } from "@/shared/format/times";
import { modelsQuery } from "@/shared/models/models";
import { shownText } from "@/shared/persons/persons";
import { useMay } from "@/shared/session/session";
import { ButtonLink } from "@/shared/ui/Button";
import { Icon } from "@/shared/ui/Icon";
import { InsideLink } from "@/shared/ui/InsideLink";
import { Page, Section } from "@/shared/ui/Page";
import { GradeMark } from "@/shared/ui/marks";
import { Empty, Failure, Loading, Note } from "@/shared/ui/States";
import { Sparkline } from "@/shared/charts/Sparkline";
import { useOverview } from "./api";
import { figureLinks, ofGrade } from "./links";
import styles from "./OverviewPage.module.css";

const RANGES = ["7", "30", "90"];

export function OverviewPage() {
  const search = useSearch({ from: "/app/overview" });
  const navigate = useNavigate();
  const days = RANGES.includes(search.days ?? "") ? Number(search.days) : 7;
  const overview = useOverview(days);

  return (
    <Page
      title="Overview"
      question="How is it going, and what needs you?"
      acts={
        <SegmentedControl
          aria-label="Days to look at"
          size="sm"
          value={String(days)}
          onChange={(value) =>
            void navigate({ to: "/overview", search: value === "7" ? {} : { days: value }, replace: true })
          }
          data={RANGES.map((range) => ({ value: range, label: `${range} days` }))}
        />
      }
    >
      {overview.data ? (
        <Content overview={overview.data} />
      ) : overview.isError ? (
        <Failure error={overview.error} what="The overview" onRetry={() => void overview.refetch()} />
      ) : (
        <Loading rows={12} />
      )}
    </Page>
  );
}

function Content({ overview }: { overview: Overview }) {
  const mayImport = useMay("imports:write");
  const mayModels = useMay("models:read");
  const { figures, days } = overview;
  const links = figureLinks(days);
  const leads = Object.values(overview.grades).reduce((sum, number) => sum + number, 0);
  const nothing = leads === 0 && figures.leads.now === 0 && figures.leads.before === 0 && figures.converted.now === 0;
  if (nothing) {
    return (
      <Empty
        icon="overview"
        title="There are no leads yet"
        acts={
          <>
            {mayImport && (
              <ButtonLink to="/import" kind="main" icon="import">
                Import past leads
              </ButtonLink>
            )}
            <ButtonLink to="/api" icon="code">
              Send them by API
            </ButtonLink>
          </>
        }
      >
        Here stands how many leads came in and what became of them, what changed, and what needs you. Begin with a list
        of past leads and what became of them: ProX learns from it whom to call first.
      </Empty>
    );
  }
  const before = (now: number, then: number, what: (value: number) => string = count) => {
    const by = now - then;
    return by === 0
      ? `as many as the ${days} days before`
      : `${what(Math.abs(by))} ${by > 0 ? "more" : "fewer"} than the ${days} days before`;
  };
  const revenue = (amount: number) => shortMoney(amount, figures.revenue.now.currency);
  return (
    <>
      <div className={styles.figures}>
        <Stat
          to={links.leads}
          name="New leads"
          value={count(figures.leads.now)}
          more={before(figures.leads.now, figures.leads.before)}
          spark={<Sparkline className={styles.spark} values={overview.perDay.map((one) => one.new)} />}
        />
        <Stat
          to={links.qualified}
          name="Qualified"
          value={count(figures.qualified.now)}
          more={before(figures.qualified.now, figures.qualified.before)}
          spark={<Sparkline className={styles.spark} values={overview.perDay.map((one) => one.qualified)} />}
        />
        <Stat
          to={links.converted}
          name="Converted"
          value={count(figures.converted.now)}
          more={before(figures.converted.now, figures.converted.before)}
          spark={<Sparkline className={styles.spark} values={overview.perDay.map((one) => one.converted)} />}
        />
        <Stat
          to={links.revenue}
          name="Revenue"
          value={revenue(figures.revenue.now.amount)}
          more={
            before(figures.revenue.now.amount, figures.revenue.before.amount, revenue).replace("fewer", "less") +
            (figures.revenue.leftOut > 0
              ? `, without ${plural(figures.revenue.leftOut, "win")} in other currencies`
              : "")
          }
          spark={<Sparkline className={styles.spark} values={overview.perDay.map((one) => one.revenue)} />}
        />
      </div>
      <div className={styles.body}>
        <div className={styles.column}>
          {overview.changes.length > 0 && (
            <Section title="What changed">
              <ul className={styles.list}>
                {overview.changes.map((change) => (
                  <li key={change.words}>
                    <InsideLink href={change.link}>
                      <span className={styles.words}>{shownText(change.words)}</span>
                      <Icon name="right" size={14} />
                    </InsideLink>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          <PerDay overview={overview} />
        </div>
        <div className={styles.column}>
          <Section title="Needs you">
            {overview.attention.length === 0 ? (
              <Note kind="good">Nothing. Everything that comes in is worked on.</Note>
            ) : (
              <ul className={styles.list}>
                {overview.attention.map((one) => (
                  <li key={one.kind + one.words}>
                    <InsideLink href={one.link}>
                      <span className={styles.count}>{count(one.count)}</span>
                      <span className={styles.words}>{shownText(one.words)}</span>
                      <Icon name="right" size={14} />
                    </InsideLink>
                  </li>
                ))}
              </ul>
            )}
          </Section>
          <Grades grades={overview.grades} />
          <Section
            title="The model"
            acts={
              mayModels && (
                <Link to="/models" className="row" style={{ gap: 4 }}>
                  Proof <Icon name="right" size={14} />
                </Link>
              )
            }
          >
            <p>{shownText(overview.model.words)}</p>
            {mayModels && !overview.model.rules && <Quality model={overview.model.model} />}
          </Section>
        </div>
      </div>
      <p className="small faint">
        As of <time dateTime={overview.asOf}>{exact(overview.asOf)}</time>
      </p>
    </>
  );
}

/** How well the model that ranks the leads did in its proof. */
function Quality({ model }: { model: string | undefined }) {
  const models = useQuery(modelsQuery);
  const live = models.data?.models.find((one) => one.id === model);
  if (!live) return null;
  return (
    <p className="quiet">
      {shownText(live.verdict.words)} ROC-AUC {decimal(live.rocAuc.value, 2)}, learnt from{" "}
      {plural(live.trainedOn.leads, "lead")}.
    </p>
  );
}

function Stat({
  to,
  name,
  value,
  more,
  spark,
}: {
  to: string;
  name: string;
  value: string;
  more: string;
  spark?: ReactNode;
}) {
  return (
    <InsideLink href={to} className={styles.figure}>
      <span>{name}</span>
      <b>{value}</b>
      <span className="small quiet">{more}</span>
      {spark}
    </InsideLink>
  );
}

function Grades({ grades }: { grades: Overview["grades"] }) {
  const all: Grade[] = ["A", "B", "C", "D"];
  const total = all.reduce((sum, grade) => sum + (grades[grade] ?? 0), 0) + (grades.none ?? 0);
  return (
    <Section
      title="Open leads by grade"
      says={`${plural(total, "open lead")}${(grades.none ?? 0) > 0 ? `, ${count(grades.none ?? 0)} not scored yet` : ""}`}
    >
      {total > 0 && (
        <div className={styles.grades} aria-hidden="true">
          {all.map((grade) => (
            <Link
              key={grade}
              to="/work"
              search={ofGrade(grade)}
              tabIndex={-1}
              style={{
                flex: `${grades[grade] ?? 0} 0 0`,
                background: `var(--grade-${grade.toLowerCase()})`,
                color: `var(--on-grade-${grade.toLowerCase()})`,
                ...((grades[grade] ?? 0) === 0 ? { display: "none" } : {}),
              }}
            >
              {grade}
            </Link>
          ))}
        </div>
      )}
      <div className={styles.legend}>
        {all.map((grade) => (
          <Link key={grade} to="/work" search={ofGrade(grade)}>
            <GradeMark grade={grade} /> {count(grades[grade] ?? 0)}
          </Link>
        ))}
      </div>
    </Section>
  );
}

function PerDay({ overview }: { overview: Overview }) {
  const { perDay, days } = overview;
  const converted = perDay.reduce((sum, one) => sum + one.converted, 0);
  const came = perDay.reduce((sum, one) => sum + one.new, 0);
  const highest = perDay.reduce(
    (best, one, index) => (one.converted > (perDay[best]?.converted ?? 0) ? index : best),
    0,
  );
  const says = `${plural(came, "lead")} came in within ${days} days, ${count(converted)} converted.`;
  const option = (tokens: Tokens, width: number) => ({
    ...baseOption(tokens),
    grid: { ...baseOption(tokens).grid, top: 28 },
    tooltip: {
      ...baseOption(tokens).tooltip,
      trigger: "axis" as const,
      formatter: (points: { dataIndex: number }[]) => {
        const one = perDay[points[0]?.dataIndex ?? -1];
        return one ? `${day(`${one.day}T12:00:00`)}\n${count(one.new)} came in\n${count(one.converted)} converted` : "";
      },
    },
    xAxis: {
      ...axis(tokens),
      type: "category" as const,
      splitLine: { show: false },
      data: perDay.map((one) => one.day),
      axisLabel: {
        ...axis(tokens).axisLabel,
        formatter: (value: string) => day(`${value}T12:00:00`),
        interval: "auto",
      },
    },
    yAxis: {
      ...axis(tokens),
      type: "value" as const,
      min: 0,
      minInterval: 1,
      axisLine: { show: false },
      splitNumber: 3,
    },
    series: [
      {
        type: "bar" as const,
        name: "Came in",
        barMaxWidth: 28,
        itemStyle: { color: tokens.accentSoft, borderRadius: [2, 2, 0, 0] },
        emphasis: { disabled: true },
        data: perDay.map((one) => one.new),
      },
      {
        type: "line" as const,
        name: "Converted",
        symbol: "circle",
        symbolSize: perDay.length > 31 ? 0 : 6,
        lineStyle: { width: 2, color: tokens.second },
        itemStyle: { color: tokens.second },
        // Above its highest point, where no part of the line can run through the word.
        label: {
          show: width > 420,
          position: "top" as const,
          formatter: ({ dataIndex }: { dataIndex: number }) => (dataIndex === highest ? "Converted" : ""),
          color: tokens.second,
          fontSize: 12,
          align:
            highest === 0
              ? ("left" as const)
              : highest === perDay.length - 1
                ? ("right" as const)
                : ("center" as const),
        },
        emphasis: { disabled: true },
        data: perDay.map((one) => one.converted),
      },
    ],
  });
  return (
    <Figure
      title="Day by day"
      level={2}
      says={says}
      note={`Bars: leads that came in. Line: leads that converted on that day, whenever they came in. Days begin at midnight in your time zone, ${zoneOfReader().replaceAll("_", " ")}; the first counts from ${clock(overview.asOf)}, ${days} days ago.`}
      file="day-by-day"
      table={{
        titles: ["Day", "Came in", "Converted"],
        rows: perDay.map((one) => [one.day, one.new, one.converted]),
      }}
    >
      <Chart label={says} height={220} option={option} />
    </Figure>
  );
}
