import type { VNode } from 'preact';
import type { ImportRun } from '#server/imports/sheet-import.ts';
import { Badge } from '#web/frame/badge.tsx';
import { ErrorSummary } from '#web/frame/error-summary.tsx';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { sheetFilePath, staffImportPath, staffImportsPath } from '#web/paths/imports.ts';
import { staffPath } from '#web/paths/workflow.ts';
import { vi } from '#web/text/vi.ts';
import type { FormErrors } from '#web/frame/form-field.tsx';

const t = vi.imports;

export interface StaffImportsProps {
  readonly frame: PageFrame;
  readonly errors: FormErrors;
  readonly mostFiles: number;
  readonly recent: readonly Pick<ImportRun, 'id' | 'name' | 'by' | 'createdAt' | 'state'>[];
}

interface FileFieldProps {
  readonly name: string;
  readonly label: string;
  readonly help: string;
  readonly errors: FormErrors;
  readonly input: Readonly<Record<string, unknown>>;
}

const FileField = ({ name, label, help, errors, input }: FileFieldProps): VNode => {
  const error = errors[name];
  return (
    <div class={`field${error === undefined ? '' : ' wrong'}`}>
      <label for={name}>{label}</label>
      <p class="help" id={`${name}-g`}>
        {help}
      </p>
      {error !== undefined && (
        <p class="error" id={`${name}-l`}>
          {error}
        </p>
      )}
      <input
        id={name}
        name={name}
        type="file"
        {...input}
        aria-describedby={error === undefined ? `${name}-g` : `${name}-g ${name}-l`}
        aria-invalid={error === undefined ? undefined : 'true'}
      />
    </div>
  );
};

export const StaffImportsPage = ({
  frame,
  errors,
  mostFiles,
  recent,
}: StaffImportsProps): VNode => (
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
        <form
          class="card stack"
          method="post"
          action={staffImportsPath()}
          encType="multipart/form-data"
        >
          <FileField
            name="sheet"
            label={t.sheet}
            help={t.sheetHelp}
            errors={errors}
            input={{ required: true, accept: '.xlsx,.xlsm,.csv,.tsv,.txt' }}
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
          <p>
            <button class="button">{t.send}</button>
          </p>
        </form>
        <p>{t.roundTrip}</p>
        <ul class="chips">
          <li>
            <a href={sheetFilePath('mau.xlsx')} download>
              {t.template}
            </a>
          </li>
          <li>
            <a href={sheetFilePath('danh-muc.xlsx')} download>
              {t.exportXlsx}
            </a>
          </li>
          <li>
            <a href={sheetFilePath('danh-muc.csv')} download>
              {t.exportCsv}
            </a>
          </li>
        </ul>
      </div>
      <section aria-labelledby="gan-day">
        <h2 id="gan-day">{t.recent}</h2>
        {recent.length === 0 ? (
          <p class="meta">{t.none}</p>
        ) : (
          <ul class="rows">
            {recent.map((run) => (
              <li class="task" key={run.id}>
                <div>
                  <h3>
                    <a href={staffImportPath(run.id)}>{run.name}</a>
                  </h3>
                  <p class="meta">
                    {run.by}, {vi.units.moment(run.createdAt)}
                  </p>
                </div>
                <p>
                  <Badge
                    tone={
                      run.state === 'done'
                        ? 'good'
                        : run.state === 'running'
                          ? 'warn'
                          : run.state === 'stopped'
                            ? 'bad'
                            : ''
                    }
                    label={t.states[run.state]}
                  />
                </p>
              </li>
            ))}
          </ul>
        )}
      </section>
    </main>
  </Frame>
);
