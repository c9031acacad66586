import type { VNode } from 'preact';
import type { FileView } from '#web/reading/file-view.ts';
import { fileKind, FileStatusBadge } from '#web/reading/item-files.tsx';
import { filePath, itemPath } from '#web/paths/reading.ts';
import { staffItemActionPath } from '#web/paths/cataloguing.ts';
import { vi } from '#web/text/vi.ts';
import { RecognitionStatus, type RecognitionView } from './recognition-progress.tsx';
import { UploadForm, type UploadLimits } from '#web/frame/upload-form.tsx';

const t = vi.edit;

export interface StaffFile extends FileView {
  /** Vietnamese sentence when the file failed, else null. */
  readonly reason: string | null;
  /** Vietnamese sentences: what was left out or read otherwise than it looks. */
  readonly notes: readonly string[];
  /** How far its pages are read from their pictures; null where none is. */
  readonly recognition: RecognitionView | null;
  /** Whether its legacy letters were decoded, or staff refused that; null for neither. */
  readonly conversion: 'done' | 'refused' | null;
}

export interface HistoryEvent {
  /** Ready Vietnamese words: what was done. */
  readonly what: string;
  readonly by: string;
  readonly at: string;
  readonly note: string;
  readonly changes: readonly {
    readonly label: string;
    readonly before: string;
    readonly after: string;
  }[];
  /** The version readers may cite; null when they never saw it. */
  readonly cite: { readonly id: string; readonly version: number } | null;
}

/** The machine's decision about legacy letters is a person's to overrule, and to restore. */
const ConversionForm = ({ itemId, file }: { itemId: string; file: StaffFile }): VNode => (
  <form method="post" action={staffItemActionPath(itemId, 'chuyen-ma')}>
    <input type="hidden" name="attachment" value={file.id} />
    <input type="hidden" name="nguyen" value={file.conversion === 'done' ? '1' : ''} />
    <button class="button plain">
      {file.conversion === 'done' ? t.readAsItIs : t.convertAgain}
      <span class="hidden">{t.fileOf(file.name)}</span>
    </button>
  </form>
);

const FileRow = ({
  itemId,
  file,
  retry,
  edit,
}: {
  itemId: string;
  file: StaffFile;
  retry: boolean;
  edit: boolean;
}): VNode => (
  <li class="stack">
    <p>
      <a href={filePath(file.id)}>{file.name}</a>
    </p>
    <p class="meta">
      {[vi.role[file.role], fileKind(vi, file), vi.units.bytes(file.bytes)].join(' · ')}
    </p>
    <p>
      <FileStatusBadge file={file} />
    </p>
    {file.reason !== null && <p>{file.reason}</p>}
    {file.notes.map((note) => (
      <p key={note} class="meta">
        {note}
      </p>
    ))}
    {file.recognition !== null && (
      <RecognitionStatus
        itemId={itemId}
        file={file}
        recognition={file.recognition}
        may={retry}
        mayCorrect={edit}
      />
    )}
    {retry && file.conversion !== null && <ConversionForm itemId={itemId} file={file} />}
    {retry && file.status.state === 'failed' && (
      <form method="post" action={staffItemActionPath(itemId, 'thu-lai')}>
        <input type="hidden" name="attachment" value={file.id} />
        <button class="button plain">
          {t.retry}
          <span class="hidden">{t.fileOf(file.name)}</span>
        </button>
      </form>
    )}
  </li>
);

export const StaffFiles = ({
  itemId,
  files,
  limits,
  may,
}: {
  itemId: string;
  files: readonly StaffFile[];
  limits: UploadLimits;
  may: { readonly attach: boolean; readonly retry: boolean; readonly edit: boolean };
}): VNode => (
  <section class="card stack" aria-labelledby="tep-h">
    <h2 id="tep-h">{t.files}</h2>
    {files.length === 0 ? (
      <p class="meta">{t.noFiles}</p>
    ) : (
      <ul class="rows files">
        {files.map((file) => (
          <FileRow key={file.id} itemId={itemId} file={file} retry={may.retry} edit={may.edit} />
        ))}
      </ul>
    )}
    {may.attach && (
      <details open={files.length === 0}>
        <summary>{t.addFiles}</summary>
        <UploadForm
          action={staffItemActionPath(itemId, 'them-tep')}
          limits={limits}
          error={null}
          button={t.addFilesButton}
        />
      </details>
    )}
  </section>
);

const Changes = ({ changes }: Pick<HistoryEvent, 'changes'>): VNode | null =>
  changes.length === 0 ? null : (
    <details>
      <summary>{t.changes(changes.length)}</summary>
      <dl class="facts">
        {changes.map((c) => (
          <>
            <dt>{c.label}</dt>
            <dd>
              {c.after === '' ? vi.review.nothingToNothing : c.after}
              <br />
              <del>{c.before === '' ? vi.review.nothingToNothing : c.before}</del>
            </dd>
          </>
        ))}
      </dl>
    </details>
  );

export const History = ({ events }: { events: readonly HistoryEvent[] }): VNode => (
  <section class="card" aria-labelledby="su-h">
    <h2 id="su-h">{t.history}</h2>
    {events.length === 0 ? (
      <p class="meta">{t.noHistory}</p>
    ) : (
      <ol class="rows history">
        {events.map((e, i) => (
          <li key={i}>
            <b>{e.what}</b>{' '}
            <span class="meta">
              {[e.by, vi.units.moment(e.at)].filter((s) => s !== '').join(', ')}
            </span>
            {e.cite !== null && (
              <>
                {' '}
                ·{' '}
                <a href={itemPath(e.cite.id, undefined, e.cite.version)}>
                  {vi.review.versionLabel(e.cite.version)}
                </a>
              </>
            )}
            {e.note !== '' && <p>{e.note}</p>}
            <Changes changes={e.changes} />
          </li>
        ))}
      </ol>
    )}
  </section>
);
