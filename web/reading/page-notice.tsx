import type { VNode } from 'preact';
import type { wrappingOf } from '#server/items/file-note.ts';
import type { TextLayer } from '#server/items/file-text.ts';
import type { AttachmentStatus } from '#server/items/item.ts';
import { filePath } from '#web/paths/reading.ts';
import { useText } from '#web/text/use-text.ts';

/** The file that a page is of. */
export interface ReadFile {
  readonly id: string;
  readonly status: AttachmentStatus;
  readonly layer: TextLayer;
  /** It wraps something that this page cannot show. */
  readonly wrapping: ReturnType<typeof wrappingOf>;
  /** A machine is about to read the words of this page. */
  readonly beingRead: boolean;
}

type PageNoticeProps = ReadFile & {
  /** The file itself may be opened. */
  readonly original: boolean;
  /** Pages shown whose words a machine read, and when a person read each again. */
  readonly machine: readonly { readonly rereadAt: string | null }[];
};

/** Whether somebody read again what a machine read. */
const Reread = ({ machine }: Pick<PageNoticeProps, 'machine'>): VNode => {
  const { textReport: t, units } = useText();
  const days = machine.flatMap(({ rereadAt }) => rereadAt ?? []).toSorted();
  if (days.length === 0) return <p class="notice">{t.unread}</p>;
  return (
    <p class="notice">
      {days.length < machine.length ? t.rereadSome : t.reread(units.day(days.at(-1)!))}
    </p>
  );
};

/** What a reader has to know of the words of a page; null for nothing. */
export const PageNotice = ({
  id,
  status,
  layer,
  wrapping,
  beingRead,
  original,
  machine,
}: PageNoticeProps): VNode | null => {
  const t = useText().reader;
  if (wrapping !== null)
    return (
      <div class="notice warn">
        <h2>{t.wrapping[wrapping].title}</h2>
        <p>{t.wrapping[wrapping].text}</p>
        {original && (
          <p>
            <a href={filePath(id, true)}>{t.downloadFile}</a>
          </p>
        )}
      </div>
    );
  if (machine.length > 0) return <Reread machine={machine} />;
  if (beingRead) return <p class="notice">{t.beingRead}</p>;
  switch (status.state) {
    case 'needs-ocr':
      return (
        <div class="notice warn">
          <h2>{t.needsOcrTitle}</h2>
          <p>{t.needsOcr}</p>
        </div>
      );
    case 'needs-conversion':
      return (
        <div class="notice warn">
          <h2>{t.needsOcrTitle}</h2>
          <p>{t.needsConversion}</p>
        </div>
      );
    case 'waiting':
      return <p class="notice">{t.waiting}</p>;
    default:
      return layer === 'ocr' ? <p class="notice">{t.ocr}</p> : null;
  }
};
