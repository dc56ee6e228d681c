import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { ModelDetail, Proof, ProofMetrics } from "@/api/types";
import { count, decimal, plural, wholePercent } from "@/shared/format/numbers";
import { shownText } from "@/shared/persons/persons";
import { useMay } from "@/shared/session/session";
import { Button, ButtonLink, buttonClass } from "@/shared/ui/Button";
import { Icon } from "@/shared/ui/Icon";
import { Facts, Page, Section } from "@/shared/ui/Page";
import { Tag, Time } from "@/shared/ui/marks";
import { Failure, Loading } from "@/shared/ui/States";
import { Table } from "@/shared/ui/Table";
import { modelQuery } from "./api";
import { Calibration, Gains, LearningCurve } from "./Charts";
import styles from "./Models.module.css";
import { STATE_WORDS, useModelActs } from "./ModelsPage";
import { estimateWords, leadingOf, shareWords, VERDICTS } from "./proof";
import { Cautions, Drivers, Leaks, Signal } from "./ProofParts";

/** The whole proof of one model. */
export function ModelPage() {
  const { id } = useParams({ from: "/app/models/$id" });
  const model = useQuery(modelQuery(id));
  const may = useMay("models:promote");
  const { promote } = useModelActs();
  const { data } = model;
  return (
    <Page
      title={`Model ${id.replace(/^model_/, "").slice(0, 12)}`}
      tag={
        data && <Tag kind={data.state === "champion" ? "good" : "accent"}>{STATE_WORDS[data.state] ?? data.state}</Tag>
      }
      question="What was learnt, from what, and how well does it work?"
      acts={
        <>
          <ButtonLink to="/models" kind="plain" icon="back">
            All models
          </ButtonLink>
          <Button icon="file" onClick={() => window.print()}>
            Print
          </Button>
          <a
            className={buttonClass({})}
            href={`/v1/models/${encodeURIComponent(id)}/report`}
            target="_blank"
            rel="noreferrer"
          >
            <Icon name="external" /> Report
          </a>
          {may && data && (data.state === "challenger" || data.state === "retired" || data.state === "refused") && (
            <Button kind="main" icon="check" busy={promote.isPending} onClick={() => promote.mutate(id)}>
              Let it go live
            </Button>
          )}
        </>
      }
    >
      {data?.proof ? (
        <Content model={data} proof={data.proof} />
      ) : model.isError ? (
        <Failure error={model.error} what="The model" onRetry={() => void model.refetch()} />
      ) : (
        <Loading rows={12} />
      )}
    </Page>
  );
}

function Content({ model, proof }: { model: ModelDetail; proof: Proof }) {
  const leading = leadingOf(proof);
  const { metrics } = leading;
  const top = metrics.top.find((one) => one.share === 0.1);
  return (
    <>
      <section className={styles.verdict} aria-label="Verdict">
        <Signal verdict={proof.verdict} />
        <p className={styles.headline}>{shownText(proof.headline)}</p>
        <span />
        <p className={styles.more}>
          {VERDICTS[proof.verdict]?.words ?? proof.verdict}. Measured on {count(leading.tested)} {leading.words};{" "}
          {wholePercent(leading.rate)} of them converted. Made <Time at={model.createdAt} />.
        </p>
      </section>
      <Cautions proof={proof} />
      <div className={styles.facts}>
        {top && (
          <div>
            <b>{decimal(top.lift.value, 1)}×</b>
            <span>as many buyers in the top 10 % as in random calls</span>
          </div>
        )}
        <div>
          <b>{Math.round(metrics.rocAuc.value * 100)} of 100</b>
          <span>pairs of a buyer and another lead are in the right order; 50 is chance</span>
        </div>
        <div>
          <b>{decimal(metrics.calibrationError.value * 100, 1)} points</b>
          <span>is how far a stated chance is off, on average</span>
        </div>
        <div>
          <b>{count(proof.data.used)}</b>
          <span>
            {proof.timeSplit ? "outcomes were learnt from and tested on" : "outcomes were learnt from"};{" "}
            {count(proof.data.converted)} converted
          </span>
        </div>
      </div>
      <div className={styles.two}>
        <Gains gains={leading.gains} tested={leading.tested} />
        <Calibration bins={leading.calibration} tested={leading.tested} />
      </div>
      <Figures proof={proof} />
      <Section title="Beside simpler ways" says="Ranked in the same way, on the same leads.">
        <Table
          label="Beside simpler ways"
          rows={leading.comparison}
          rowKey={(one) => one.name}
          columns={[
            {
              title: "Way",
              minWidth: 160,
              cell: (one) => <span className={one.name === "ProX" ? "strong" : ""}>{shownText(one.name)}</span>,
            },
            { title: "ROC-AUC", tight: true, align: "right", cell: (one) => estimateWords(one.metrics.rocAuc, 3) },
            { title: "Log-loss", tight: true, align: "right", cell: (one) => decimal(one.metrics.logLoss.value, 3) },
            {
              title: "Top 20 % reach",
              tight: true,
              align: "right",
              cell: (one) => {
                const reach = one.metrics.top.find((point) => point.share === 0.2);
                return reach ? shareWords(reach.captured) : "–";
              },
            },
          ]}
        />
      </Section>
      <div className={styles.two}>
        <Drivers drivers={proof.drivers} />
        <div className="stack" style={{ gap: 28 }}>
          <Leaks leaks={proof.leaks} />
          <LearningCurve curve={proof.learningCurve} />
        </div>
      </div>
      <Section
        title="All columns"
        says={`${plural(proof.columns.length, "column")}, ${count(proof.columns.filter((column) => column.used).length)} of them used.`}
      >
        <Table
          label="All columns"
          top
          rows={proof.columns}
          rowKey={(column) => column.name}
          columns={[
            { title: "Column", minWidth: 140, cell: (column) => <b>{shownText(column.name)}</b> },
            { title: "Kind", tight: true, cell: (column) => column.kind },
            {
              title: "Used",
              tight: true,
              cell: (column) =>
                column.used ? (
                  column.side === "engagement" ? (
                    "as behaviour"
                  ) : (
                    "as profile"
                  )
                ) : (
                  <span className="faint">no</span>
                ),
            },
            { title: "Empty", tight: true, align: "right", cell: (column) => wholePercent(column.missing) },
            {
              title: "Different",
              tight: true,
              align: "right",
              cell: (column) => (column.distinct === 0 ? "–" : count(column.distinct)),
            },
            {
              title: "Why",
              minWidth: 200,
              cell: (column) => <span className="quiet">{shownText(column.reason)}</span>,
            },
          ]}
        />
      </Section>
      <div className={styles.two}>
        <Section title="What was read and left out">
          <ul className={styles.notes}>
            {proof.notes.map((note) => (
              <li key={note} className="wrap">
                {shownText(note)}
              </li>
            ))}
          </ul>
        </Section>
        <Section title="How it was measured">
          <ul className={styles.notes}>
            {proof.method.map((sentence) => (
              <li key={sentence} className="wrap">
                {shownText(sentence)}
              </li>
            ))}
          </ul>
        </Section>
      </div>
      <Section title="Model card">
        <Facts
          facts={[
            [
              "Identifier",
              <span key="id" className="mono wrap">
                {model.id}
              </span>,
            ],
            ["Trained on", plural(proof.model.trainedOn, "row")],
            ["Seed and folds", `${proof.model.seed}, ${proof.model.folds}`],
            ...proof.model.facts
              .map((fact): [string, string] => [shownText(fact.name), shownText(fact.value)])
              .reduce<[string, string][]>(
                // Several facts may bear one name.
                (all, [name, value]) => {
                  const same = all.find(([other]) => other === name);
                  if (same) same[1] += `; ${value}`;
                  else all.push([name, value]);
                  return all;
                },
                [],
              ),
          ]}
        />
      </Section>
    </>
  );
}

function Figures({ proof }: { proof: Proof }) {
  const split = proof.timeSplit;
  const columns: [string, ProofMetrics][] = [
    ...(split ? ([[`Forward in time, ${count(split.tested)} leads`, split.metrics]] as [string, ProofMetrics][]) : []),
    [`Cross-validation, ${count(proof.data.used)} leads`, proof.metrics],
  ];
  const rows: [string, (metrics: ProofMetrics) => string][] = [
    ["ROC-AUC", (metrics) => estimateWords(metrics.rocAuc, 3)],
    ["PR-AUC", (metrics) => estimateWords(metrics.prAuc, 3)],
    ["Log-loss", (metrics) => estimateWords(metrics.logLoss, 3)],
    ["Brier score", (metrics) => estimateWords(metrics.brier, 3)],
    ["Calibration error", (metrics) => estimateWords(metrics.calibrationError, 3)],
    ...[0.01, 0.05, 0.1, 0.2].map((share): [string, (metrics: ProofMetrics) => string] => [
      `Top ${wholePercent(share)} reach`,
      (metrics) => {
        const top = metrics.top.find((one) => one.share === share);
        return top ? `${shareWords(top.captured)}, ${decimal(top.lift.value, 1)}×` : "–";
      },
    ]),
  ];
  return (
    <Section
      title="All figures"
      says={`In brackets: 95 of 100 repetitions. The verdict speaks of the ${proof.leading === "timeSplit" ? "measurement forward in time" : "cross-validation"}, the lower of the two.${
        split?.drift ? " Later leads are predicted worse than chance explains: something has changed." : ""
      }`}
    >
      <div className={styles.compare} tabIndex={0} role="region" aria-label="All figures">
        <table>
          <thead>
            <tr>
              <th scope="col">
                <span className="unseen">Figure</span>
              </th>
              {columns.map(([name]) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, cell]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {columns.map(([column, metrics]) => (
                  <td key={column}>{cell(metrics)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
