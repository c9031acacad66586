import type { VNode } from 'preact';
import { errorMessage, isErrorCode } from '#server/base/errors.ts';
import type { Photograph, Photographs } from '#server/items/photograph.ts';
import type { PageFrame } from '#web/frame/frame.tsx';
import { ACCEPT, type UploadLimits } from '#web/frame/upload-form.tsx';
import { arrivingPath } from '#web/paths/cataloguing.ts';
import { sendPath } from '#web/paths/sending.ts';
import { vi } from '#web/text/vi.ts';
import { PhotographPages } from './photograph-pages.tsx';
import { Road } from './road.tsx';

const t = vi.sending;

export interface SendFilesProps {
  readonly frame: PageFrame;
  /** The draft; null before there is one. */
  readonly id: string | null;
  /** Other files than photographs. */
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
  readonly pages: readonly Photograph[];
  readonly fault: Photographs['fault'];
  readonly limits: UploadLimits;
  /** A sentence for each file that was not taken. */
  readonly refused: readonly string[];
  readonly error: string | null;
}

/** A camera takes one picture at a time; files are chosen together. Both carry the same name. */
const Fields = ({ limits, more }: { limits: UploadLimits; more: boolean }): VNode => (
  <>
    <div class="field">
      <label for="camera">{t.camera}</label>
      <p class="help" id="camera-g">
        {t.cameraHelp}
      </p>
      <input
        id="camera"
        name="files"
        type="file"
        accept="image/*"
        capture="environment"
        multiple
        aria-describedby="camera-g"
      />
    </div>
    <div class="field">
      <label for="files">{more ? t.addMore : t.files}</label>
      <p class="help" id="files-g">
        {t.filesHelp(vi.units.bytes(limits.maxBytes), limits.maxFiles)}
      </p>
      <input
        id="files"
        name="files"
        type="file"
        multiple
        accept={`${ACCEPT},image/*`}
        aria-describedby="files-g"
      />
    </div>
    <p class="meta" role="status" data-sent />
  </>
);

const Refused = ({ refused, others }: { refused: readonly string[]; others: boolean }): VNode => (
  <section class="notice bad stack" aria-labelledby="tu-choi" role="alert">
    <h2 id="tu-choi">{t.refused}</h2>
    <ul>
      {refused.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
    {others && <p>{t.refusedOn}</p>}
  </section>
);

const Had = ({ files }: Pick<SendFilesProps, 'files'>): VNode => (
  <section class="stack" aria-labelledby="da-nhan">
    <h2 id="da-nhan">{t.had}</h2>
    <ul class="rows files">
      {files.map(({ name, bytes }) => (
        <li key={name}>
          {name} <span class="meta">{vi.units.bytes(bytes)}</span>
        </li>
      ))}
    </ul>
  </section>
);

/** Why no document could be made of the pages. */
const faultText = ({ fault, pages }: Pick<SendFilesProps, 'fault' | 'pages'>): string | null =>
  fault === null
    ? null
    : t.fault(
        pages.find(({ id }) => id === fault.id)?.name ?? '',
        isErrorCode(fault.code) ? errorMessage(fault.code) : fault.code,
      );

export const SendFilesPage = (p: SendFilesProps): VNode => {
  const error = p.error ?? faultText(p);
  const has = p.pages.length > 0 || p.files.length > 0;
  return (
    <Road
      frame={p.frame}
      step={1}
      id={p.id}
      errors={error === null ? {} : { files: error }}
      wide={p.pages.length > 0}
    >
      {p.refused.length > 0 && <Refused refused={p.refused} others={has} />}
      {!has && <p>{t.lead}</p>}
      <form
        class="stack"
        method="post"
        action={sendPath(p.id ?? '')}
        encType="multipart/form-data"
        data-island="send-files"
        data-pieces={arrivingPath()}
        data-text={JSON.stringify(t.script)}
      >
        {/* Enter in a field puts the pages in order: a form's first button is the one it presses. */}
        {p.pages.length > 0 && (
          <button class="hidden" name="viec" value="xep" tabIndex={-1} aria-hidden="true">
            {t.order}
          </button>
        )}
        {p.files.length > 0 && <Had files={p.files} />}
        {p.id !== null && p.pages.length > 0 && <PhotographPages id={p.id} pages={p.pages} />}
        {has ? (
          <details class="card" open={p.error !== null || p.refused.length > 0}>
            <summary>{t.addMore}</summary>
            <div class="stack">
              <Fields limits={p.limits} more />
              <p>
                <button class="button plain" name="viec" value="them">
                  {t.addMore}
                </button>
              </p>
            </div>
          </details>
        ) : (
          <div class="card stack">
            <Fields limits={p.limits} more={false} />
          </div>
        )}
        <p>
          <button class="button" name="viec" value="tiep">
            {has ? t.next : t.begin}
          </button>
        </p>
      </form>
    </Road>
  );
};
