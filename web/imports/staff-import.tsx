import type { VNode } from 'preact';
import { CATALOG_COLUMNS, columnLabel } from '#server/imports/catalog-row.ts';
import { LISTED_COLUMNS, type UnknownValue } from '#server/imports/listed-values.ts';
import {
  IMPORT_OUTCOMES,
  type ImportCounts,
  type ImportOutcome,
  type ImportRow,
  type ImportRun,
} from '#server/imports/sheet-import.ts';
import { Badge, type Tone } from '#web/frame/badge.tsx';
import { ChangeList } from '#web/frame/change-list.tsx';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { Pager } from '#web/frame/pager.tsx';
import { staffImportActionPath, staffImportPath, staffImportsPath } from '#web/paths/imports.ts';
import { staffItemPath } from '#web/paths/cataloguing.ts';
import { staffPath } from '#web/paths/workflow.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.imports;
const COLUMNS = CATALOG_COLUMNS.keys;

export interface StaffImportProps {
  readonly frame: PageFrame;
  readonly run: ImportRun;
  readonly counts: ImportCounts;
  readonly rows: readonly ImportRow[];
  /** Only these are shown; all for null. */
  readonly outcome: ImportOutcome | null;
  /** Line after which the next page begins; null at the end. */
  readonly next: number | null;
  readonly first: boolean;
  /** Name of the unit whose drafts these become. */
  readonly unit: string;
  readonly mayPublish: boolean;
}

const TONES: Readonly<Record<ImportOutcome, Tone>> = {
  new: '',
  changed: 'warn',
  same: '',
  exists: 'warn',
  refused: 'bad',
  added: 'good',
  updated: 'good',
  gone: 'warn',
};
const RUN_TONES: Readonly<Record<ImportRun['state'], Tone>> = {
  planned: '',
  running: 'warn',
  stopped: 'bad',
  done: 'good',
};
const DONE: readonly ImportOutcome[] = ['added', 'updated'];

const formName = (run: ImportRun): string =>
  run.sheet === '' ? t.forms[run.form] : `${t.forms[run.form]}, ${run.sheet}`;

const Mapping = ({ run }: { run: ImportRun }): VNode => (
  <details class="card" open={run.columns.every((c) => c === null)}>
    <summary>{t.mapping}</summary>
    <form class="stack" method="post" action={staffImportActionPath(run.id, 'cot')}>
      <p class="help">{t.mappingHelp}</p>
      {run.sheets.length > 1 && (
        <div class="field">
          <label for="trang-tinh">{t.sheetName}</label>
          <select id="trang-tinh" name="sheet">
            {run.sheets.map((name) => (
              <option key={name} value={name} selected={name === run.sheet}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      <div class="many">
        {run.headers.map(
          (header, i) =>
            header !== '' && (
              <div class="field" key={i}>
                <label for={`cot-${i}`}>{header}</label>
                <select id={`cot-${i}`} name={`cot-${i}`}>
                  <option value="">{t.skip}</option>
                  {COLUMNS.map((column) => (
                    <option key={column} value={column} selected={run.columns[i] === column}>
                      {columnLabel(column)}
                    </option>
                  ))}
                </select>
              </div>
            ),
        )}
      </div>
      <p>
        <button class="button plain">{t.remap}</button>
      </p>
    </form>
  </details>
);

/** One value of a column that stands on no list, with what it may mean. */
const Unlisted = ({ unknown, at }: { unknown: UnknownValue; at: number }): VNode => {
  const { column, value, lines, near } = unknown;
  // Among several that one cell may hold only one of, none is chosen as well as any.
  const single = LISTED_COLUMNS[column] === 'one' && near.length > 1;
  return (
    <fieldset>
      <legend>
        {columnLabel(column)} “{value}” <span class="meta">{t.lines(vi.units.count(lines))}</span>
      </legend>
      {near.length === 0 ? (
        <p class="help">{t.noneNear}</p>
      ) : (
        <div class="row">
          <span>{t.mayMean}</span>
          {single && (
            <label class="choice">
              <input type="radio" name={`nghia-${at}`} value="" checked /> {t.leave}
            </label>
          )}
          {near.map(({ code, label }) => (
            <label class="choice" key={code}>
              <input
                type={single ? 'radio' : 'checkbox'}
                name={`nghia-${at}`}
                value={[column, value, code].join('|')}
              />{' '}
              {label}?
            </label>
          ))}
        </div>
      )}
    </fieldset>
  );
};

const UnlistedValues = ({ run }: { run: ImportRun }): VNode => (
  <section class="card" aria-labelledby="chua-co">
    <h2 id="chua-co">{t.unlisted}</h2>
    <form class="stack" method="post" action={staffImportActionPath(run.id, 'y-nghia')}>
      <p class="help">{t.unlistedHelp}</p>
      {run.unknown.map((unknown, at) => (
        <Unlisted key={at} unknown={unknown} at={at} />
      ))}
      {run.unknown.some(({ near }) => near.length > 0) && (
        <p>
          <button class="button plain">{t.takeMeanings}</button>
        </p>
      )}
    </form>
  </section>
);

const Start = ({
  run,
  writes,
  mayPublish,
}: {
  run: ImportRun;
  writes: number;
  mayPublish: boolean;
}): VNode =>
  writes === 0 ? (
    <p class="notice">{t.nothing}</p>
  ) : (
    <form class="card stack" method="post" action={staffImportActionPath(run.id, 'chay')}>
      <p>{t.startNote(vi.units.count(writes))}</p>
      {mayPublish && (
        <label class="choice">
          <input type="checkbox" name="publish" value="1" /> {t.publish}
        </label>
      )}
      <p>
        <button class="button">{t.start}</button>
      </p>
    </form>
  );

const Progress = ({ run, left, all }: { run: ImportRun; left: number; all: number }): VNode => (
  <div class="card stack" role="status" data-island="import-progress">
    <p>
      <label for="tien-do">{t.progress(vi.units.count(all - left), vi.units.count(all))}</label>
    </p>
    <progress id="tien-do" max={all} value={all - left} />
    <p class="meta">{t.progressNote}</p>
    <p>
      <a class="button plain" href={staffImportPath(run.id)}>
        {t.refresh}
      </a>
    </p>
  </div>
);

const Row = ({ row }: { row: ImportRow }): VNode => (
  <tr>
    <td data-label={t.line}>{row.line}</td>
    <th scope="row">
      {row.itemId === null || row.outcome === 'new' ? (
        row.title
      ) : (
        <a href={staffItemPath(row.itemId)}>{row.title}</a>
      )}
      {row.files.length > 0 && <span class="meta">{row.files.join(', ')}</span>}
    </th>
    <td data-label={t.outcome}>
      <Badge tone={TONES[row.outcome]} label={t.outcomes[row.outcome]} />
    </td>
    <td
      data-label={t.notes}
      class={row.notes.length + row.changes.length === 0 ? 'bare' : undefined}
    >
      {row.notes.join(' ')}
      <ChangeList changes={row.changes} />
    </td>
  </tr>
);

const Rows = ({ run, counts, rows, outcome, next, first }: StaffImportProps): VNode => (
  <section aria-labelledby="tung-dong">
    <h2 id="tung-dong">{t.rows}</h2>
    <nav aria-label={t.filter}>
      <ul class="chips">
        <li>
          <a href={staffImportPath(run.id)} aria-current={outcome === null ? 'true' : undefined}>
            {t.all}
          </a>
        </li>
        {IMPORT_OUTCOMES.filter((o) => (counts[o] ?? 0) > 0).map((o) => (
          <li key={o}>
            <a
              href={staffImportPath(run.id, { outcome: o })}
              aria-current={outcome === o ? 'true' : undefined}
            >
              {t.outcomes[o]} <span class="count">{vi.units.count(counts[o] ?? 0)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
    <table class="cards">
      <thead>
        <tr>
          <th scope="col">{t.line}</th>
          <th scope="col">{t.item}</th>
          <th scope="col">{t.outcome}</th>
          <th scope="col">{t.notes}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.line} row={row} />
        ))}
      </tbody>
    </table>
    <Pager
      next={
        next === null
          ? null
          : staffImportPath(run.id, { ...(outcome === null ? {} : { outcome }), after: next })
      }
      first={first ? null : staffImportPath(run.id, outcome === null ? {} : { outcome })}
    />
  </section>
);

export const StaffImportPage = (props: StaffImportProps): VNode => {
  const { frame, run, counts } = props;
  const left = (counts.new ?? 0) + (counts.changed ?? 0);
  const all =
    left +
    DONE.reduce((sum, o) => sum + (counts[o] ?? 0), 0) +
    (run.state === 'planned'
      ? 0
      : (counts.refused ?? 0) + (counts.exists ?? 0) + (counts.same ?? 0));
  return (
    <Frame
      {...frame}
      title={`${t.title}: ${run.name}`}
      noindex
      staff
      island={run.state === 'running'}
      crumbs={[
        { label: vi.frame.work, href: staffPath() },
        { label: t.title, href: staffImportsPath() },
      ]}
    >
      <main class="wrap" id="noi-dung">
        <h1 class="long">{run.name}</h1>
        <p class="row">
          <Badge tone={RUN_TONES[run.state]} label={t.states[run.state]} />{' '}
          <span class="meta">
            {t.read(formName(run), t.encodings[run.encoding])}
            {props.unit !== '' && ` ${t.ofUnit(props.unit)}`}
            {run.sender !== '' && ` ${t.sentBy(run.sender)}`}
          </span>
        </p>
        {run.state === 'stopped' && (
          <p class="notice bad" role="alert">
            {t.stoppedNote}
          </p>
        )}
        {(run.state === 'planned' || run.state === 'stopped') && (
          <Start run={run} writes={left} mayPublish={props.mayPublish} />
        )}
        {run.state === 'planned' && run.unknown.length > 0 && <UnlistedValues run={run} />}
        {run.state === 'planned' && run.headers.length > 0 && <Mapping run={run} />}
        {run.state === 'running' && <Progress run={run} left={left} all={all} />}
        {run.state !== 'planned' && (
          <p class="row">
            <a class="button plain" href={staffImportActionPath(run.id, 'ket-qua.csv')} download>
              {t.result}
            </a>{' '}
            <a href={staffImportsPath()}>{t.again}</a>
          </p>
        )}
        <Rows {...props} />
      </main>
    </Frame>
  );
};
