import type { VNode } from 'preact';
import type { AttachmentStatus } from '#server/items/item.ts';
import { Badge, type Tone } from '#web/frame/badge.tsx';
import { filePath, searchableCopyPath } from '#web/paths/reading.ts';
import { useText } from '#web/text/use-text.ts';
import type { Words } from '#web/text/reader-words.ts';
import { fileLength, mediaName, type FileView } from './file-view.ts';

const TONES: Readonly<Record<AttachmentStatus['state'], Tone>> = {
  ready: 'good',
  waiting: '',
  'needs-ocr': 'warn',
  'needs-conversion': 'warn',
  failed: 'bad',
};

export const FileStatusBadge = ({ file }: { file: FileView }): VNode => {
  const { fileStatus, units } = useText();
  const { state } = file.status;
  if (state === 'ready' && file.isWrapping)
    return <Badge tone="warn" label={fileStatus.wrapping} />;
  if (state === 'ready' && file.textless > 0)
    return <Badge tone="warn" label={fileStatus.textless(units.count(file.textless))} />;
  if (state === 'needs-ocr' && file.beingRead)
    return <Badge tone="warn" label={fileStatus.beingRead} />;
  return <Badge tone={TONES[state]} label={fileStatus[state]} />;
};

/** `PDF, 96 trang` or `MP4, 8 phút`. */
export const fileKind = (text: Words, file: FileView): string =>
  [mediaName(text, file.mediaType), fileLength(text, file)].filter((s) => s !== '').join(', ');

export const FilesTable = ({
  files,
  download,
}: {
  files: readonly FileView[];
  download: boolean;
}): VNode => {
  const text = useText();
  const t = text.item;
  return (
    <table class="cards">
      <thead>
        <tr>
          <th scope="col">{t.file}</th>
          <th scope="col">{t.fileKind}</th>
          <th scope="col">{t.fileSize}</th>
          <th scope="col">{t.fileStatus}</th>
        </tr>
      </thead>
      <tbody>
        {files.map((f) => (
          <tr key={f.id}>
            <th scope="row">
              {download ? <a href={filePath(f.id, true)}>{f.name}</a> : f.name}{' '}
              <span class="meta">{text.role[f.role]}</span>
              {download && f.hasCopy && (
                <a class="copy" href={searchableCopyPath(f.id)}>
                  {t.searchableCopy}
                </a>
              )}
            </th>
            <td data-label={t.fileKind}>{fileKind(text, f)}</td>
            <td data-label={t.fileSize}>{text.units.bytes(f.bytes)}</td>
            <td data-label={t.fileStatus}>
              <FileStatusBadge file={f} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
