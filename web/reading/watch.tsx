import type { VNode } from 'preact';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { Marked, type Paragraph } from '#web/frame/marked.tsx';
import { ContinueReading, MarksLink, MarksPanel, RememberMoment } from './reader-device.tsx';
import { captionsPath, filePath, itemPath, watchPath } from '#web/paths/reading.ts';
import { homePath } from '#web/paths/site.ts';
import { useText } from '#web/text/use-text.ts';
import type { ItemLink } from '#web/items/item-row.tsx';
import { StandingHead } from '#web/items/standing.tsx';

export interface CaptionLine {
  readonly seconds: number;
  readonly runs: Paragraph;
}

export interface WatchProps {
  readonly frame: PageFrame;
  readonly item: ItemLink;
  readonly media: {
    readonly id: string;
    /** What goes into addresses: null for the item's first media file. */
    readonly fileParam: string | null;
    readonly kind: 'video' | 'audio';
    readonly mediaType: string;
    readonly bytes: number;
    readonly seconds: number | null;
    readonly download: boolean;
  };
  /** Attachment with captions, or null. */
  readonly captions: string | null;
  readonly transcript: readonly CaptionLine[];
  /** Where to start, from `giay`; null at the beginning. */
  readonly start: number | null;
  readonly q: string | null;
}

const Player = ({ media, captions, start }: WatchProps): VNode => {
  const t = useText().watch;
  const src = `${filePath(media.id)}${start === null ? '' : `#t=${start}`}`;
  const inside = (
    <>
      <source src={src} type={media.mediaType} />
      {captions !== null && (
        <track
          kind="captions"
          srclang="vi"
          label={t.captions}
          src={captionsPath(captions)}
          default
        />
      )}
      <p>{t.noPlay}</p>
    </>
  );
  return media.kind === 'video' ? (
    <video
      controls
      preload="metadata"
      width={1280}
      height={720}
      playsInline
      aria-label={t.player}
      data-player
    >
      {inside}
    </video>
  ) : (
    <audio controls preload="metadata" aria-label={t.player} data-player>
      {inside}
    </audio>
  );
};

/** The line being spoken at `start`: the last that begins before it. */
const lineAt = (transcript: readonly CaptionLine[], start: number | null): number =>
  start === null ? -1 : transcript.findLastIndex((line) => line.seconds <= start);

const Transcript = ({ item, media, transcript, start, q }: WatchProps): VNode => {
  const text = useText();
  const t = text.watch;
  const current = lineAt(transcript, start);
  return (
    <section class="card transcript" aria-labelledby="loi-thoai">
      <h2 id="loi-thoai">{t.transcript}</h2>
      {transcript.length === 0 ? (
        <p class="meta">{t.noTranscript}</p>
      ) : (
        <>
          <p class="meta">{t.transcriptNote}</p>
          <ol class="pages">
            {transcript.map((line, i) => (
              <li key={i}>
                <a
                  href={watchPath(item.id, {
                    attachment: media.fileParam,
                    seconds: line.seconds,
                    q,
                  })}
                  data-seconds={line.seconds}
                  aria-current={i === current ? 'true' : undefined}
                >
                  <b>{text.units.clock(line.seconds)}</b>{' '}
                  <span>
                    <Marked runs={line.runs} />
                  </span>
                </a>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
};

/** The recording with what is known of it. */
const Recording = (props: WatchProps): VNode => {
  const text = useText();
  const t = text.watch;
  const { item, media, start } = props;
  return (
    <article class="stack">
      <h1 class="reader-title">{item.title}</h1>
      <StandingHead standing={item.standing} />
      <Player {...props} />
      {start === null && <ContinueReading id={item.id} />}
      <p class="meta">
        {[
          media.seconds === null ? '' : t.length(text.units.duration(media.seconds)),
          start === null ? '' : t.from(text.units.clock(start)),
        ]
          .filter((s) => s !== '')
          .join(' · ')}
      </p>
      <div class="device screen-only">
        <MarksLink />
      </div>
      {media.download && (
        <p>
          <a class="button plain" href={filePath(media.id, true)}>
            {t.download(text.units.bytes(media.bytes))}
          </a>
        </p>
      )}
    </article>
  );
};

export const WatchPage = (props: WatchProps): VNode => {
  const text = useText();
  const t = text.watch;
  const { frame, item, media, start } = props;
  const title = media.kind === 'video' ? t.title(item.title) : t.listenTitle(item.title);
  return (
    <Frame
      {...frame}
      title={title}
      description={title}
      crumbs={[
        { label: text.frame.home, href: homePath() },
        { label: item.title, href: itemPath(item.id, item.slug) },
      ]}
      island
    >
      <main class="wrap" id="noi-dung">
        <div class="split halves watching" data-island="player">
          <Recording {...props} />
          <div class="stack">
            <Transcript {...props} />
            <div class="marks-place">
              <MarksPanel
                item={item}
                place={{
                  kind: 'time',
                  seconds: start ?? 0,
                  href: watchPath(item.id, { attachment: media.fileParam, seconds: start ?? 0 }),
                }}
              />
            </div>
          </div>
        </div>
        <RememberMoment item={item} attachment={media.fileParam} />
      </main>
    </Frame>
  );
};
