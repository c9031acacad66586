import type { VNode } from 'preact';
import type { Standing } from '#server/laws/standing.ts';
import { Gaps, type GapsView } from '#web/cataloguing/gaps.tsx';
import { RecognitionStatus, type RecognitionView } from '#web/cataloguing/recognition-progress.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StandingBadge } from '#web/items/standing.tsx';
import { BigCover, type ItemCard } from '#web/items/cover.tsx';
import { pageImagePath } from '#web/paths/reading.ts';
import { sayPath, sendOnPath, sendPath } from '#web/paths/sending.ts';
import { staffPath } from '#web/paths/workflow.ts';
import { ItemFacts, type ItemView } from '#web/reading/item-facts.tsx';
import { vi } from '#web/text/vi.ts';
import { Road } from './road.tsx';

const t = vi.sending;

export interface LookOverProps {
  readonly frame: PageFrame;
  readonly item: ItemView;
  readonly version: number;
  readonly card: ItemCard;
  readonly standing: Standing;
  readonly genre: string;
  readonly gaps: GapsView;
  /** The file whose first page is shown; null for none that has pictures of pages. */
  readonly preview: {
    readonly attachmentId: string;
    readonly name: string;
    readonly ratio: number;
  } | null;
  readonly files: readonly {
    readonly id: string;
    readonly name: string;
    readonly recognition: RecognitionView | null;
  }[];
  /** Its document is still being made of the photographs. */
  readonly binding: boolean;
  readonly maySend: boolean;
  readonly error: string | null;
}

const FirstPage = ({ preview }: { preview: NonNullable<LookOverProps['preview']> }): VNode => (
  <section aria-labelledby="td">
    <h2 id="td">{t.firstPage}</h2>
    <figure class="scan">
      <img
        src={pageImagePath(preview.attachmentId, 1, 640)}
        width={640}
        height={Math.round(640 * preview.ratio)}
        alt={t.firstPageOf(preview.name)}
      />
    </figure>
  </section>
);

/** How far a machine has read the pictures of pages, and the way to read its words again. */
const ReadPages = ({ item, files }: LookOverProps): VNode | null => {
  const read = files.filter(({ recognition }) => recognition !== null);
  return read.length === 0 ? null : (
    <section class="card stack" aria-labelledby="chu-may">
      <h2 id="chu-may">{t.readPages}</h2>
      {read.map(({ recognition, ...file }) => (
        <RecognitionStatus
          key={file.id}
          itemId={item.id}
          file={file}
          recognition={recognition!}
          may={false}
          mayCorrect
        />
      ))}
    </section>
  );
};

/** As on the page of an item: cover, name, facts. */
const AsReadersSee = ({ item, card, standing, genre, preview }: LookOverProps): VNode => (
  <div class="split halves">
    <article class="stack">
      <div class="split side-first">
        <BigCover card={card} />
        <div class="stack">
          <p class="row">
            <span class="meta">{genre}</span> <StandingBadge standing={standing} />
          </p>
          <h2 class="preview-title">{item.title}</h2>
        </div>
      </div>
      <ItemFacts item={item} standing={standing} />
    </article>
    {preview !== null && <FirstPage preview={preview} />}
  </div>
);

/** The third step: how readers will see it, what is missing, and sending. */
export const LookOverPage = (p: LookOverProps): VNode => (
  <Road
    frame={p.frame}
    step={3}
    id={p.item.id}
    errors={p.error === null ? {} : { '': p.error }}
    wide
  >
    <p>{t.lookLead}</p>
    <Gaps gaps={p.gaps} at={sayPath(p.item.id)} />
    {p.binding && <p class="notice">{t.binding}</p>}
    {p.maySend && (
      <form class="stack" method="post" action={sendOnPath(p.item.id)}>
        <input type="hidden" name="version" value={p.version} />
        <p class="row">
          <button class="button">{t.send}</button>
          <a class="button plain" href={sayPath(p.item.id)}>
            {t.backToFacts}
          </a>
          <a href={sendPath(p.item.id)}>{t.backToFiles}</a>
          <a href={staffPath()}>{t.later}</a>
        </p>
        <p class="meta">{t.sendNote}</p>
      </form>
    )}
    <ReadPages {...p} />
    <AsReadersSee {...p} />
  </Road>
);
