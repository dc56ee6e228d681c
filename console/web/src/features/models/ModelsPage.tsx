import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type ReactNode } from "react";
import type { Job, Model, ModelDetail, Models } from "@/api/types";
import { count, decimal, plural, wholePercent } from "@/shared/format/numbers";
import { duration } from "@/shared/format/times";
import { sentence } from "@/shared/format/words";
import { isProblem, post } from "@/shared/http/client";
import { useLive } from "@/shared/live/live";
import { isBusy, modelsQuery } from "@/shared/models/models";
import { shownText } from "@/shared/persons/persons";
import { useMay, useNames } from "@/shared/session/session";
import { Button, ButtonLink } from "@/shared/ui/Button";
import { Icon } from "@/shared/ui/Icon";
import { Bar, Tag, Time } from "@/shared/ui/marks";
import { Page, Section } from "@/shared/ui/Page";
import { Empty, Failure, Loading, Note } from "@/shared/ui/States";
import { Table } from "@/shared/ui/Table";
import { toast } from "@/shared/ui/toasts";
import { modelQuery, trainingsQuery } from "./api";
import { Calibration, Gains } from "./Charts";
import styles from "./Models.module.css";
import { calibrationWords, estimateWords, leadingOf, shareWords, VERDICTS } from "./proof";
import { Cautions, Drivers, Leaks, Signal } from "./ProofParts";

export const STATE_WORDS: Record<Model["state"], string> = {
  champion: "Live",
  coming: "Going live",
  challenger: "Waits for a decision",
  retired: "Was live",
  refused: "No better than simple rules",
};

export function useModelActs() {
  const client = useQueryClient();
  const refresh = () => {
    void client.invalidateQueries({ queryKey: ["models"] });
    void client.invalidateQueries({ queryKey: ["trainings"] });
    void client.invalidateQueries({ queryKey: ["model"] });
  };
  const failed = (error: unknown) =>
    toast(isProblem(error) ? error.detail : "That did not work. Try again.", { kind: "failed" });
  const promote = useMutation({
    mutationFn: (id: string) => post<Job>(`/v1/models/${encodeURIComponent(id)}/promote`),
    onSuccess: () => {
      refresh();
      toast("The model goes live as soon as all leads have its scores");
    },
    onError: failed,
  });
  const rollBack = useMutation({
    mutationFn: () => post<Job>("/v1/models/rollback"),
    onSuccess: () => {
      refresh();
      toast("The model before comes back as soon as all leads have its scores");
    },
    onError: failed,
  });
  const train = useMutation({
    mutationFn: () => post<Job>("/v1/trainings"),
    onSuccess: refresh,
    onError: failed,
  });
  const cancel = useMutation({
    mutationFn: (id: string) => post<Job>(`/v1/trainings/${encodeURIComponent(id)}/cancel`),
    onSuccess: refresh,
    onError: failed,
  });
  return { promote, rollBack, train, cancel, refresh };
}

export function ModelsPage() {
  const models = useQuery(modelsQuery);
  const acts = useModelActs();
  const mayTrain = useMay("models:train");
  useLive({ model: acts.refresh, again: acts.refresh });
  const busy = isBusy(models.data?.training);
  return (
    <Page
      title="Models"
      question="Can I trust it?"
      acts={
        mayTrain && (
          <Button
            icon="spark"
            busy={acts.train.isPending}
            disabled={busy || models.data?.ready.ready === false}
            title={models.data?.ready.ready === false ? models.data.ready.words : undefined}
            onClick={() => acts.train.mutate()}
          >
            {busy ? "A training runs" : "Train a new one"}
          </Button>
        )
      }
    >
      {models.data ? (
        <Content models={models.data} />
      ) : models.isError ? (
        <Failure error={models.error} what="The models" onRetry={() => void models.refetch()} />
      ) : (
        <Loading rows={10} />
      )}
    </Page>
  );
}

function Content({ models }: { models: Models }) {
  const champion = models.models.find((model) => model.id === models.champion);
  const challenger = models.models.find((model) => model.id === (models.coming ?? models.challenger));
  const live = useQuery({ ...modelQuery(champion?.id ?? ""), enabled: champion !== undefined });
  const other = useQuery({ ...modelQuery(challenger?.id ?? ""), enabled: challenger !== undefined });
  const proof = live.data?.proof;
  const rival = other.data?.proof;
  const leading = proof ? leadingOf(proof) : undefined;
  return (
    <>
      <Jobs models={models} />
      {champion ? <Verdict model={champion} /> : <NoModel models={models} />}
      {challenger && (
        <Compare models={models} champion={champion} challenger={challenger} live={live.data} other={other.data} />
      )}
      {proof && leading ? (
        <>
          <Cautions proof={proof} />
          <div className={styles.two}>
            <Gains
              gains={leading.gains}
              tested={leading.tested}
              {...(rival ? { other: { name: "The new one", gains: leadingOf(rival).gains } } : {})}
            />
            <Calibration bins={leading.calibration} tested={leading.tested} />
          </div>
          <div className={styles.two}>
            <Drivers drivers={proof.drivers} />
            <Leaks leaks={proof.leaks} />
          </div>
        </>
      ) : (
        champion &&
        (live.isError ? (
          <Failure error={live.error} what="The proof" onRetry={() => void live.refetch()} />
        ) : (
          <Loading rows={8} />
        ))
      )}
      {models.models.length > 0 && <History models={models} />}
      <Trainings />
    </>
  );
}

function Jobs({ models }: { models: Models }) {
  const { cancel } = useModelActs();
  const mayTrain = useMay("models:train");
  const jobs: [Job, string, ReactNode][] = [];
  if (isBusy(models.training)) {
    jobs.push([
      models.training,
      "A model is being trained",
      mayTrain && (
        <Button small busy={cancel.isPending} onClick={() => models.training && cancel.mutate(models.training.id)}>
          Cancel
        </Button>
      ),
    ]);
  }
  if (isBusy(models.promotion))
    jobs.push([models.promotion, "All leads get the scores of the model that goes live", null]);
  const failed = models.promotion?.status === "failed" ? models.promotion.problem?.detail : undefined;
  return (
    <>
      {failed && (
        <Note kind="bad" role="alert">
          The last change of the model did not go through: {shownText(failed)} The one before stays live.
        </Note>
      )}
      {jobs.map(([job, words, act]) => (
        <div key={job.id} className={styles.job} role="status">
          <div>
            <b>{words}</b>
            <div className="quiet">
              {shownText(job.stage)}, {wholePercent(job.fraction)}
              {job.startedAt && (
                <>
                  {" "}
                  · begun <Time at={job.startedAt} />
                </>
              )}
            </div>
          </div>
          {act}
          <Bar fraction={job.fraction} label={words} />
        </div>
      ))}
    </>
  );
}

function NoModel({ models }: { models: Models }) {
  const mayImport = useMay("imports:write");
  const { ready } = models;
  return (
    <Empty
      icon="models"
      title="Leads are ranked by simple rules"
      acts={
        mayImport && (
          <ButtonLink to="/import" kind={ready.ready ? "usual" : "main"} icon="import">
            Import past leads
          </ButtonLink>
        )
      }
    >
      {shownText(ready.words)}{" "}
      {ready.ready
        ? "Train a model to have them ranked by what your past leads teach."
        : "Until then each score follows from rules that anyone can read, and is marked so."}
    </Empty>
  );
}

function Verdict({ model }: { model: Model }) {
  const names = useNames();
  const words = VERDICTS[model.verdict.code]?.words ?? model.verdict.code;
  return (
    <section className={styles.verdict} aria-label="Verdict">
      <Signal verdict={model.verdict.code} />
      <p className={styles.headline}>{shownText(model.verdict.words)}</p>
      <ButtonLink to="/models/$id" params={{ id: model.id }}>
        The whole proof
      </ButtonLink>
      <p className={styles.more}>
        {words}. Learnt from {plural(model.trainedOn.leads, "lead")}, {wholePercent(model.trainedOn.baseRate)} of which
        converted.{" "}
        {model.promotedAt && (
          <>
            Live since <Time at={model.promotedAt} />
            {model.promotedBy ? `, promoted by ${shownText(names(model.promotedBy))}` : ""}.
          </>
        )}{" "}
        {model.quick && "It was trained quickly; the full one follows by itself."}
      </p>
    </section>
  );
}

/** The one that is live beside the one that waits. */
function Compare({
  models,
  champion,
  challenger,
  live,
  other,
}: {
  models: Models;
  champion: Model | undefined;
  challenger: Model;
  live: ModelDetail | undefined;
  other: ModelDetail | undefined;
}) {
  const may = useMay("models:promote");
  const { promote } = useModelActs();
  const going = challenger.state === "coming";
  const figure = (model: Model | undefined, detail: ModelDetail | undefined, what: (detail: ModelDetail) => string) =>
    model === undefined ? "–" : detail?.proof ? what(detail) : "…";
  const rows: [string, (model: Model | undefined, detail: ModelDetail | undefined) => ReactNode][] = [
    ["Verdict", (model) => (model ? (VERDICTS[model.verdict.code]?.words ?? model.verdict.code) : "Simple rules")],
    ["Top 20 % reach", (model) => (model?.reach20 ? shareWords(model.reach20) : "–")],
    ["ROC-AUC", (model) => (model ? estimateWords(model.rocAuc, 3) : decimal(challenger.rulesRocAuc, 3))],
    [
      "Off by",
      (model, detail) =>
        figure(model, detail, ({ proof }) =>
          proof ? `${decimal(leadingOf(proof).metrics.calibrationError.value * 100, 1)} points` : "–",
        ),
    ],
    ["Learnt from", (model) => (model ? plural(model.trainedOn.leads, "lead") : "nothing")],
    ["Made", (model) => (model ? <Time at={model.createdAt} /> : "–")],
  ];
  return (
    <Section
      title={going ? "A new model goes live" : "A new model waits for a decision"}
      says={
        other?.proof && live?.proof
          ? `Beside the one that is live. ${shownText(other.verdict.words)}`
          : "Beside what ranks the leads now."
      }
      acts={
        may && (
          <Button
            kind="main"
            icon="check"
            busy={promote.isPending}
            disabled={going || isBusy(models.promotion)}
            onClick={() => promote.mutate(challenger.id)}
          >
            {going ? "Goes live" : "Let it go live"}
          </Button>
        )
      }
    >
      <div className={styles.compare} tabIndex={0} role="region" aria-label="Live beside waiting">
        <table>
          <thead>
            <tr>
              <th scope="col">
                <span className="unseen">Figure</span>
              </th>
              <th scope="col">
                {champion ? (
                  <Link to="/models/$id" params={{ id: champion.id }}>
                    Live now
                  </Link>
                ) : (
                  "Live now"
                )}
              </th>
              <th scope="col">
                <Link to="/models/$id" params={{ id: challenger.id }}>
                  The new one
                </Link>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, cell]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{cell(champion, live)}</td>
                <td>{cell(challenger, other)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="small faint">
        In brackets: where the figure lies in 95 of 100 repetitions. When intervals overlap much, neither is surely
        better. {other?.proof && calibrationWords(leadingOf(other.proof).calibration)}
      </p>
    </Section>
  );
}

function History({ models }: { models: Models }) {
  const may = useMay("models:promote");
  const navigate = useNavigate();
  const { rollBack } = useModelActs();
  const previous = models.models.find((model) => model.id === models.previous);
  const canGoBack = may && models.previous !== undefined && !isBusy(models.promotion);
  return (
    <Section
      title="All models"
      says={
        canGoBack &&
        `Rolling back lets ${previous ? `the model before (${shareWordsOf(previous)})` : "the simple rules"} rank all leads again, at one instant. The present model stays, and can go live again.`
      }
      acts={
        canGoBack && (
          <Button icon="undo" busy={rollBack.isPending} onClick={() => rollBack.mutate()}>
            Roll back
          </Button>
        )
      }
    >
      <Table
        label="All models"
        rows={models.models}
        rowKey={(model) => model.id}
        onRow={(model) => void navigate({ to: "/models/$id", params: { id: model.id } })}
        columns={[
          {
            title: "Model",
            minWidth: 150,
            cell: (model) => (
              <span className="row wide" style={{ gap: 6 }}>
                <Link to="/models/$id" params={{ id: model.id }} className="mono">
                  {model.id.replace(/^model_/, "").slice(0, 12)}
                </Link>
                {model.quick && <Tag>Quick</Tag>}
              </span>
            ),
          },
          {
            title: "State",
            tight: true,
            cell: (model) => (
              <Tag
                kind={
                  model.state === "champion"
                    ? "good"
                    : model.state === "challenger" || model.state === "coming"
                      ? "accent"
                      : undefined
                }
              >
                {STATE_WORDS[model.state] ?? model.state}
              </Tag>
            ),
          },
          {
            title: "Top 20 % reach",
            tight: true,
            align: "right",
            cell: (model) => (model.reach20 ? shareWords(model.reach20) : "–"),
          },
          { title: "ROC-AUC", tight: true, align: "right", cell: (model) => estimateWords(model.rocAuc) },
          { title: "Leads", tight: true, align: "right", cell: (model) => count(model.trainedOn.leads) },
          { title: "Made", tight: true, cell: (model) => <Time at={model.createdAt} /> },
          {
            title: "",
            label: "Report",
            tight: true,
            cell: (model) => (
              <a
                href={`/v1/models/${encodeURIComponent(model.id)}/report`}
                target="_blank"
                rel="noreferrer"
                className="row"
                style={{ gap: 4, fontWeight: 400 }}
              >
                Report <Icon name="external" size={14} />
                <span className="unseen">(opens in a new tab)</span>
              </a>
            ),
          },
        ]}
      />
    </Section>
  );
}

function shareWordsOf(model: Model): string {
  return model.reach20
    ? `top 20 % reach ${wholePercent(model.reach20.value)}`
    : `ROC-AUC ${decimal(model.rocAuc.value, 2)}`;
}

const JOB_WORDS: Record<Job["status"], string> = {
  queued: "Waits",
  running: "Runs",
  done: "Done",
  failed: "Failed",
  cancelled: "Cancelled",
};

function Trainings() {
  const names = useNames();
  const trainings = useQuery(trainingsQuery);
  const rows = trainings.data?.trainings ?? [];
  if (rows.length === 0) return null;
  return (
    <Section title="Trainings">
      <Table
        label="Trainings"
        rows={rows}
        rowKey={(job) => job.id}
        columns={[
          {
            title: "State",
            tight: true,
            cell: (job) => (
              <Tag kind={job.status === "failed" ? "bad" : isBusy(job) ? "accent" : undefined}>
                {JOB_WORDS[job.status] ?? job.status}
              </Tag>
            ),
          },
          {
            title: "How far",
            minWidth: 220,
            cell: (job) =>
              job.problem ? (
                shownText(job.problem.detail)
              ) : job.status === "done" ? (
                job.model ? (
                  <Link to="/models/$id" params={{ id: job.model }} className="mono">
                    {job.model.replace(/^model_/, "").slice(0, 12)}
                  </Link>
                ) : (
                  "No model came of it"
                )
              ) : (
                `${shownText(job.stage)}, ${wholePercent(job.fraction)}`
              ),
          },
          { title: "Begun by", tight: true, cell: (job) => sentence(shownText(names(job.createdBy))) },
          { title: "When", tight: true, cell: (job) => <Time at={job.createdAt} /> },
          {
            title: "Took",
            tight: true,
            align: "right",
            cell: (job) =>
              job.startedAt && job.endedAt ? duration(Date.parse(job.endedAt) - Date.parse(job.startedAt)) : "–",
          },
        ]}
      />
    </Section>
  );
}
