import type { ComponentChildren, VNode } from 'preact';
import { arrivingPath, staffItemPath } from '#web/paths/cataloguing.ts';
import { vi } from '#web/text/vi.ts';

export interface UploadLimits {
  readonly maxBytes: number;
  readonly maxFiles: number;
}

/** Endings the extraction reads; the server looks at the bytes anyway. */
export const ACCEPT =
  '.pdf,.epub,.docx,.doc,.rtf,.xls,.xlsx,.ppt,.pptx,.odt,.ods,.odp,.txt,.md,.html,.htm,.jpg,.jpeg,.png,.webp,.mp4,.webm,.mp3,.m4a,.vtt,.srt';

/** A plain multipart form; with the script each file is sent on its own, with its progress. */
export const UploadForm = ({
  action,
  limits,
  error,
  button,
  children,
}: {
  action: string;
  limits: UploadLimits;
  error: string | null;
  button: string;
  children?: ComponentChildren;
}): VNode => (
  <form
    class="card stack"
    method="post"
    action={action}
    encType="multipart/form-data"
    data-island="upload"
    data-item={staffItemPath('')}
    data-pieces={arrivingPath()}
    data-text={JSON.stringify(vi.uploadScript)}
  >
    <div class={`field${error === null ? '' : ' wrong'}`}>
      <label for="files">{vi.upload.files}</label>
      <p class="help" id="files-g">
        {vi.upload.filesHelp(vi.units.bytes(limits.maxBytes), limits.maxFiles)}
      </p>
      {error !== null && (
        <p class="error" id="files-l">
          {error}
        </p>
      )}
      <input
        id="files"
        name="files"
        type="file"
        multiple
        required
        accept={ACCEPT}
        aria-describedby={error === null ? 'files-g' : 'files-g files-l'}
        aria-invalid={error === null ? undefined : 'true'}
      />
    </div>
    {children}
    <button class="button">{button}</button>
  </form>
);
