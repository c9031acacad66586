import type { VNode } from 'preact';
import type { ImportRun } from '#server/imports/sheet-import.ts';
import { Badge, type Tone } from '#web/frame/badge.tsx';
import { ErrorSummary } from '#web/frame/error-summary.tsx';
import { FileField, TABLES } from '#web/frame/file-field.tsx';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import {
  importSourcesPath,
  sheetFilePath,
  staffImportPath,
  staffImportsPath,
} from '#web/paths/imports.ts';
import { staffPath } from '#web/paths/workflow.ts';
import { vi } from '#web/text/vi.ts';
import {
  SelectField,
  TextField,
  type FormErrors,
  type FormValues,
  type Option,
} from '#web/frame/form-field.tsx';

const t = vi.imports;

export interface StaffImportsProps {
  readonly frame: PageFrame;
  readonly errors: FormErrors;
  readonly mostFiles: number;
  /** Units this person imports for. */
  readonly units: readonly Option[];
  readonly values: FormValues;
  readonly recent: readonly Pick<ImportRun, 'id' | 'name' | 'by' | 'createdAt' | 'state'>[];
}

type Run = StaffImportsProps['recent'][number];

const TONES: Readonly<Record<Run['state'], Tone>> = {
  planned: '',
  running: 'warn',
  done: 'good',
  stopped: 'bad',
};

const SendForm = ({
  errors,
  mostFiles,
  units,
  values,
}: Pick<StaffImportsProps, 'errors' | 'mostFiles' | 'units' | 'values'>): VNode => (
  <form class="card stack" method="post" action={staffImportsPath()} encType="multipart/form-data">
    <FileField
      name="sheet"
      label={t.sheet}
      help={t.sheetHelp}
      errors={errors}
      input={{ required: true, accept: `${TABLES},.mrc,.marc,.iso,.xml,.zip` }}
    />
    <FileField
      name="zip"
      label={`${t.zip} ${vi.form.optional}`}
      help={t.zipHelp}
      errors={errors}
      input={{ accept: '.zip' }}
    />
    <FileField
      name="files"
      label={`${t.folder} ${vi.form.optional}`}
      help={t.folderHelp(vi.units.count(mostFiles))}
      errors={errors}
      input={{ multiple: true, webkitdirectory: true }}
    />
    <SelectField
      form={{ values, errors }}
      name="unit"
      text={[t.unit, t.unitHelp]}
      options={units}
      choosing
    />
    <TextField form={{ values, errors }} name="sender" text={[t.sender, t.senderHelp]} />
    <p>
      <button class="button">{t.send}</button>
    </p>
  </form>
);

/** Sheets to begin with: an empty one, and the catalogue as it stands. */
const SheetsToTake = (): VNode => (
  <ul class="chips">
    {(
      [
        ['mau.xlsx', t.template],
        ['danh-muc.xlsx', t.exportXlsx],
        ['danh-muc.csv', t.exportCsv],
      ] as const
    ).map(([name, label]) => (
      <li key={name}>
        <a href={sheetFilePath(name)} download>
          {label}
        </a>
      </li>
    ))}
  </ul>
);

const RunRow = ({ run }: { run: Run }): VNode => (
  <li class="task">
    <div>
      <h3>
        <a href={staffImportPath(run.id)}>{run.name}</a>
      </h3>
      <p class="meta">
        {run.by}, {vi.units.moment(run.createdAt)}
      </p>
    </div>
    <p>
      <Badge tone={TONES[run.state]} label={t.states[run.state]} />
    </p>
  </li>
);

const RecentRuns = ({ recent }: Pick<StaffImportsProps, 'recent'>): VNode => (
  <section aria-labelledby="gan-day">
    <h2 id="gan-day">{t.recent}</h2>
    {recent.length === 0 ? (
      <p class="meta">{t.none}</p>
    ) : (
      <ul class="rows">
        {recent.map((run) => (
          <RunRow key={run.id} run={run} />
        ))}
      </ul>
    )}
  </section>
);

export const StaffImportsPage = ({ frame, errors, recent, ...form }: StaffImportsProps): VNode => (
  <Frame
    {...frame}
    title={t.title}
    noindex
    staff
    crumbs={[{ label: vi.frame.work, href: staffPath() }]}
  >
    <main class="wrap" id="noi-dung">
      <div class="stack narrow">
        <h1>{t.title}</h1>
        <p>{t.lead}</p>
        <ErrorSummary heading={t.errorTitle} errors={errors} />
        <SendForm errors={errors} {...form} />
        <p>{t.roundTrip}</p>
        <SheetsToTake />
        <p>
          <a href={importSourcesPath()}>{t.sources}</a>
        </p>
      </div>
      <RecentRuns recent={recent} />
    </main>
  </Frame>
);
