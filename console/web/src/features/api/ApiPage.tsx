import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { get } from "@/shared/http/client";
import { shownText } from "@/shared/persons/persons";
import { buttonClass } from "@/shared/ui/Button";
import { Icon } from "@/shared/ui/Icon";
import { Page, Section } from "@/shared/ui/Page";
import { Tag } from "@/shared/ui/marks";
import { Empty, Failure, Loading } from "@/shared/ui/States";
import { useTyped } from "@/shared/ui/useTyped";
import styles from "./Api.module.css";
import {
  curlOf,
  nameOf,
  operationsOf,
  resolve,
  typeWords,
  type Document,
  type Operation,
  type Schema,
} from "./openapi";

export function ApiPage() {
  const { q = "" } = useSearch({ from: "/app/api" });
  const navigate = useNavigate();
  const [text, setText] = useTyped(
    q,
    (next) => void navigate({ to: "/api", search: next === "" ? {} : { q: next }, replace: true }),
  );
  const api = useQuery({
    queryKey: ["openapi"],
    queryFn: ({ signal }) => get<Document>("/v1/openapi.json", { signal }),
    staleTime: Infinity,
  });
  return (
    <Page
      title="API"
      question={
        <>
          What can a program do? Everything that this console does. Make{" "}
          <Link to="/settings/$part" params={{ part: "keys" }}>
            a key
          </Link>{" "}
          and begin.
        </>
      }
      acts={
        <a className={buttonClass({})} href="/v1/openapi.json" download="prox-openapi.json">
          <Icon name="download" /> OpenAPI
        </a>
      }
    >
      <TextInput
        aria-label="Find an operation"
        placeholder="Find an operation"
        data-page-search
        maw={320}
        leftSection={<Icon name="search" />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {api.data ? (
        <Content document={api.data} q={q} />
      ) : api.isError ? (
        <Failure error={api.error} what="The API's description" onRetry={() => void api.refetch()} />
      ) : (
        <Loading rows={12} />
      )}
    </Page>
  );
}

function Content({ document, q }: { document: Document; q: string }) {
  const wanted = q.toLowerCase();
  const groups = operationsOf(document)
    .map(([group, operations]): [string, Operation[]] => [
      group,
      operations.filter((one) =>
        `${one.method} ${one.path} ${one.summary ?? ""} ${group}`.toLowerCase().includes(wanted),
      ),
    ])
    .filter(([, operations]) => operations.length > 0);
  if (groups.length === 0) {
    return (
      <Empty icon="search" title="No operation fits">
        Look for a part of an address, such as “leads”, or a word of what it does.
      </Empty>
    );
  }
  const anchor = (group: string) => `group-${group.toLowerCase().replaceAll(/\W+/g, "-")}`;
  return (
    <div className={styles.body}>
      <nav className={styles.index} aria-label="Groups">
        {groups.map(([group, operations]) => (
          <a key={group} href={`#${anchor(group)}`}>
            {shownText(group)} <span className="faint num">{operations.length}</span>
          </a>
        ))}
      </nav>
      <div className={styles.groups}>
        {groups.map(([group, operations]) => (
          <Section key={group} title={shownText(group)} id={anchor(group)}>
            <div>
              {operations.map((operation) => (
                <OneOperation key={operation.id} document={document} operation={operation} />
              ))}
            </div>
          </Section>
        ))}
      </div>
    </div>
  );
}

function OneOperation({ document, operation }: { document: Document; operation: Operation }) {
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.operation} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className={styles.method} data-method={operation.method}>
          {operation.method}
        </span>
        <span className={styles.path}>{operation.path}</span>
        <span className={`${styles.words} quiet wrap`}>
          {shownText(operation.summary ?? "")} {operation.deprecated && <Tag kind="caution">Deprecated</Tag>}
        </span>
        <Icon name="right" size={14} />
      </summary>
      {open && <Inside document={document} operation={operation} />}
    </details>
  );
}

function Inside({ document, operation }: { document: Document; operation: Operation }) {
  const parameters = operation.parameters ?? [];
  const bodies = Object.entries(operation.requestBody?.content ?? {});
  const answers = Object.entries(operation.responses ?? {});
  return (
    <div className={styles.content}>
      {(operation.description ?? operation["x-permission"]) && (
        <p className="wrap" style={{ whiteSpace: "pre-line" }}>
          {shownText(operation.description ?? "")}{" "}
          {operation["x-permission"] && <Tag kind="accent">{operation["x-permission"]}</Tag>}
        </p>
      )}
      {parameters.length > 0 && (
        <div className="stack tight">
          <h3>Parameters</h3>
          <dl className={styles.fields}>
            {parameters.map((parameter) => (
              <div key={`${parameter.in} ${parameter.name}`} style={{ display: "contents" }}>
                <dt>
                  {parameter.name}
                  {parameter.required && <span className="faint"> needed</span>}
                </dt>
                <dd>
                  <span className="quiet">{typeWords(parameter.schema)}</span> <Tag>{parameter.in}</Tag>
                  {parameter.description && <div>{shownText(parameter.description)}</div>}
                </dd>
              </div>
            ))}
          </dl>
        </div>
      )}
      {bodies.map(([type, { schema }]) => (
        <div key={type} className="stack tight">
          <h3>
            Body <span className="mono faint">{type}</span>
          </h3>
          {operation.requestBody?.description && <p>{shownText(operation.requestBody.description)}</p>}
          <Fields document={document} schema={schema} depth={0} />
        </div>
      ))}
      {answers.length > 0 && (
        <div className="stack tight">
          <h3>Answers</h3>
          <dl className={styles.fields}>
            {answers.map(([status, answer]) => (
              <div key={status} style={{ display: "contents" }}>
                <dt>{status}</dt>
                <dd>
                  {shownText(answer.description ?? "")}
                  {Object.entries(answer.content ?? {}).map(([type, { schema }]) => (
                    <div key={type} className={schema ? styles.nested : undefined}>
                      <span className="mono faint">{type}</span>
                      <Fields document={document} schema={schema} depth={0} />
                    </div>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </div>
      )}
      <pre className={styles.code} tabIndex={0} aria-label="An example">
        {curlOf(document, operation, window.location.origin)}
      </pre>
    </div>
  );
}

const DEEPEST = 3;

function Fields({ document, schema, depth }: { document: Document; schema: Schema | undefined; depth: number }) {
  const found = resolve(document, schema);
  if (!found) return <p className="quiet">{typeWords(schema)}</p>;
  if (found.type === "array" && found.items) {
    return (
      <>
        <p className="quiet">{typeWords(found)}</p>
        {depth < DEEPEST && resolve(document, found.items)?.properties && (
          <Fields document={document} schema={found.items} depth={depth + 1} />
        )}
      </>
    );
  }
  const properties = Object.entries(found.properties ?? {});
  if (properties.length === 0) return <p className="quiet">{typeWords(schema)}</p>;
  return (
    <dl className={styles.fields}>
      {properties.map(([name, property]) => {
        const inner = resolve(document, property.items ?? property);
        const opens =
          depth < DEEPEST && inner?.properties !== undefined && nameOf(property.items ?? property) !== nameOf(schema);
        return (
          <div key={name} style={{ display: "contents" }}>
            <dt>
              {shownText(name)}
              {found.required?.includes(name) && <span className="faint"> needed</span>}
            </dt>
            <dd>
              <span className="quiet">{typeWords(property)}</span>
              {property.description && <div>{shownText(property.description)}</div>}
              {opens && (
                <details>
                  <summary className="small faint" style={{ cursor: "pointer" }}>
                    its fields
                  </summary>
                  <div className={styles.nested}>
                    <Fields document={document} schema={property.items ?? property} depth={depth + 1} />
                  </div>
                </details>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
