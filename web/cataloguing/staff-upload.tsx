import type { VNode } from 'preact';
import type { Genre } from '#server/vocabulary/genre.ts';
import { Badge, type Tone } from '#web/frame/badge.tsx';
import { ErrorSummary } from '#web/frame/error-summary.tsx';
import {
  SelectField,
  TextField,
  type FormState,
  type FormErrors,
  type FormValues,
} from '#web/frame/form-field.tsx';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { UploadForm, type UploadLimits } from '#web/frame/upload-form.tsx';
import {
  arrivingPath,
  dropArrivingPath,
  staffItemPath,
  staffUploadPath,
} from '#web/paths/cataloguing.ts';
import { sendPath } from '#web/paths/sending.ts';
import { staffPath } from '#web/paths/workflow.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.upload;

/** What became of one sent file; the same object goes to the script as JSON. */
export type UploadResult =
  | {
      readonly outcome: 'added';
      readonly name: string;
      readonly bytes: number;
      readonly itemId: string;
    }
  | {
      readonly outcome: 'exists';
      readonly name: string;
      readonly bytes: number;
      readonly itemId: string;
      readonly title: string;
    }
  | {
      readonly outcome: 'refused';
      readonly name: string;
      readonly bytes: number;
      readonly reason: string;
    };

export interface StaffUploadProps {
  readonly frame: PageFrame;
  readonly values: FormValues;
  readonly errors: FormErrors;
  /** Those on offer. */
  readonly genres: readonly Genre[];
  readonly limits: UploadLimits;
  /** Files that were begun and are not there whole. */
  readonly unfinished: readonly UnfinishedFile[];
  /** Null before anything was sent. */
  readonly results: readonly UploadResult[] | null;
}

/** A file of which a part is there. */
export interface UnfinishedFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly received: number;
  /** ISO instant. */
  readonly expiresAt: string;
}

const LOOK: Readonly<Record<UploadResult['outcome'], readonly [Tone, string]>> = {
  added: ['good', t.added],
  exists: ['warn', t.exists],
  refused: ['bad', t.refused],
};

const ResultRow = ({ result }: { result: UploadResult }): VNode => (
  <li class="task">
    <div>
      <h3>{result.name}</h3>
      {result.outcome === 'added' && (
        <p class="meta">
          {t.addedNote}{' '}
          <a href={staffItemPath(result.itemId)}>
            {t.catalogue}
            <span class="hidden">: {result.name}</span>
          </a>
        </p>
      )}
      {result.outcome === 'exists' && (
        <p>
          {t.existsNote}{' '}
          <a href={staffItemPath(result.itemId)}>
            {result.title === '' ? vi.work.untitled(result.name) : result.title}
          </a>
        </p>
      )}
      {result.outcome === 'refused' && <p>{result.reason}</p>}
    </div>
    <p>
      <Badge tone={LOOK[result.outcome][0]} label={LOOK[result.outcome][1]} />
    </p>
    <p class="meta">{result.bytes > 0 && vi.units.bytes(result.bytes)}</p>
  </li>
);

const Results = ({ results }: { results: readonly UploadResult[] }): VNode => {
  const count = (outcome: UploadResult['outcome']): number =>
    results.filter((r) => r.outcome === outcome).length;
  return (
    <section aria-labelledby="ket-qua">
      <div class="head">
        <h2 id="ket-qua">{t.results(results.length)}</h2>
        <p class="meta">{t.summary(count('added'), count('exists'), count('refused'))}</p>
      </div>
      <ul class="rows">
        {results.map((r, i) => (
          <ResultRow key={i} result={r} />
        ))}
      </ul>
    </section>
  );
};

/** The script gives each a button that goes on with it. */
const Unfinished = ({ files }: { files: readonly UnfinishedFile[] }): VNode => (
  <section aria-labelledby="gui-do" class="stack">
    <h2 id="gui-do">{t.unfinished}</h2>
    <p>{t.unfinishedLead}</p>
    <ul class="rows uploads">
      {files.map(({ id, name, bytes, received, expiresAt }) => (
        <li
          key={id}
          class="task"
          data-arriving={arrivingPath(id)}
          data-name={name}
          data-bytes={bytes}
        >
          <div>
            <h3>{name}</h3>
            <p class="meta">
              {t.unfinishedNote(
                vi.units.bytes(received),
                vi.units.bytes(bytes),
                vi.units.moment(expiresAt),
              )}
            </p>
          </div>
          <form method="post" action={dropArrivingPath(id)}>
            <button class="button plain">
              {t.drop}
              <span class="hidden">{t.dropFile(name)}</span>
            </button>
          </form>
        </li>
      ))}
    </ul>
  </section>
);

const Details = ({
  form,
  genres,
}: { form: FormState } & Pick<StaffUploadProps, 'genres'>): VNode => (
  <>
    <TextField form={form} name="title" text={[t.itemTitle, t.itemTitleHelp]} />
    <SelectField
      form={form}
      name="genre"
      text={[t.genre]}
      options={[
        { value: '', label: t.guess },
        ...genres.map(({ code, label }) => ({ value: code, label })),
      ]}
    />
  </>
);

export const StaffUploadPage = ({
  frame,
  values,
  errors,
  genres,
  limits,
  unfinished,
  results,
}: StaffUploadProps): VNode => (
  <Frame
    {...frame}
    title={t.title}
    noindex
    staff
    island
    crumbs={[{ label: vi.frame.work, href: staffPath() }]}
  >
    <main class="wrap" id="noi-dung">
      <div class="stack narrow">
        <h1>{t.title}</h1>
        <p>{t.lead}</p>
        <p>
          <a href={sendPath()}>{vi.sending.inCamera}</a>
        </p>
        <ErrorSummary heading={t.errorTitle} errors={errors} />
        <UploadForm
          action={staffUploadPath()}
          limits={limits}
          error={errors['files'] ?? null}
          button={t.button}
        >
          <Details form={{ values, errors }} genres={genres} />
        </UploadForm>
      </div>
      {unfinished.length > 0 && <Unfinished files={unfinished} />}
      {results !== null && results.length > 0 && <Results results={results} />}
    </main>
  </Frame>
);
