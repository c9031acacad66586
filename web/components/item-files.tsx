import type { VNode } from 'preact';
import type { AttachmentStatus } from '#server/domain/item.ts';
import type { FileView } from '../pages/view-types.ts';
import { filePath } from '../paths.ts';
import { vi } from '../text/vi.ts';
import { Badge, type Tone } from './badge.tsx';
import { fileLength, mediaName } from './item-actions.tsx';

const t = vi.item;
const TONES: Readonly<Record<AttachmentStatus['state'], Tone>> = { ready: 'good', waiting: '', 'needs-ocr': 'warn', 'needs-conversion': 'warn', failed: 'bad' };

export const FileStatusBadge = ({ status }: { status: AttachmentStatus }): VNode => <Badge tone={TONES[status.state]} label={vi.fileStatus[status.state]} />;

/** `PDF, 96 trang` or `MP4, 8 phút`. */
export const fileKind = (file: FileView): string => [mediaName(file.mediaType), fileLength(file)].filter((s) => s !== '').join(', ');

export const FilesTable = ({ files, download }: { files: readonly FileView[]; download: boolean }): VNode => (
  <table class="cards">
    <thead><tr><th scope="col">{t.file}</th><th scope="col">{t.fileKind}</th><th scope="col">{t.fileSize}</th><th scope="col">{t.fileStatus}</th></tr></thead>
    <tbody>
      {files.map((f) => (
        <tr key={f.id}>
          <th scope="row">{download ? <a href={filePath(f.id, true)}>{f.name}</a> : f.name} <span class="meta">{vi.role[f.role]}</span></th>
          <td data-label={t.fileKind}>{fileKind(f)}</td>
          <td data-label={t.fileSize}>{vi.units.bytes(f.bytes)}</td>
          <td data-label={t.fileStatus}><FileStatusBadge status={f.status} /></td>
        </tr>
      ))}
    </tbody>
  </table>
);
