import type { VNode } from 'preact';
import { errorKind, type ErrorCode } from '#server/base/errors.ts';
import { Frame, type PageFrame } from './frame.tsx';
import { telHref, type ShelfIdentity } from './site-footer.tsx';
import { SearchBox } from './search-box.tsx';
import { helpPath, homePath, newestPath, subjectsPath } from '#web/paths/site.ts';
import { itemPath } from '#web/paths/reading.ts';
import { signInPath } from '#web/paths/people.ts';
import { useText } from '#web/text/use-text.ts';
import type { Text } from '#web/text/reader-words.ts';

export interface ErrorProps {
  readonly frame: PageFrame;
  /** HTTP status, shown to the reader. */
  readonly status: number;
  readonly code: ErrorCode;
  /** Public reason, for a withdrawn item. */
  readonly reason: string | null;
  /** Title of the withdrawn item, when it may be named. */
  readonly itemTitle: string | null;
  /** The published item that replaced a withdrawn one. */
  readonly successor: { readonly id: string; readonly title: string } | null;
  /** Reference number of a logged fault. */
  readonly reference: string | null;
  /** When it happened, ISO instant; null leaves the line out. */
  readonly at: string | null;
  /** Seconds until another try makes sense, for 429 and 503. */
  readonly retryAfter: number | null;
}

const explain = (text: Text, { status, code, retryAfter }: ErrorProps): readonly string[] => {
  const t = text.error;
  const message = text.names.error(code);
  const wait = retryAfter === null ? [] : [t.wait(text.units.duration(retryAfter))];
  switch (errorKind(code)) {
    case 'not-found':
      if (code === 'news-over') return [message];
      return [code === 'item-withdrawn' ? t.withdrawn : t.notFound];
    case 'forbidden':
      return code === 'wrong-origin' ? [message] : [message, t.forbidden];
    case 'unavailable':
      return code === 'internal'
        ? [t.ours]
        : [message, ...(status === 503 && wait.length === 0 ? [t.busy] : wait)];
    default:
      return [message, ...wait];
  }
};

const Tell = ({ shelf }: { shelf: ShelfIdentity }): VNode => {
  const t = useText().error;
  return (
    <>
      <dt>{t.tell}</dt>
      <dd>
        {shelf.phone !== '' ? (
          <>
            {t.call} <a href={telHref(shelf.phone)}>{shelf.phone}</a>
          </>
        ) : (
          <>
            {t.write} <a href={`mailto:${shelf.email}`}>{shelf.email}</a>
          </>
        )}{' '}
        {t.tellText}
      </dd>
    </>
  );
};

const Facts = ({
  frame,
  reason,
  itemTitle,
  successor,
  reference,
  at,
}: ErrorProps): VNode | null => {
  const text = useText();
  const t = text.error;
  if (reason === null && itemTitle === null && reference === null) return null;
  return (
    <dl class="facts">
      {itemTitle !== null && (
        <>
          <dt>{t.name}</dt>
          <dd>{itemTitle}</dd>
        </>
      )}
      {reason !== null && reason !== '' && (
        <>
          <dt>{t.reason}</dt>
          <dd>{reason}</dd>
        </>
      )}
      {successor !== null && (
        <>
          <dt>{t.successor}</dt>
          <dd>
            <a href={itemPath(successor.id)}>{successor.title}</a>
          </dd>
        </>
      )}
      {reference !== null && (
        <>
          <dt>{t.reference}</dt>
          <dd>
            <b>{reference}</b>
          </dd>
        </>
      )}
      {reference !== null && at !== null && (
        <>
          <dt>{t.at}</dt>
          <dd>{text.units.moment(at)}</dd>
        </>
      )}
      {reference !== null && (frame.shelf.phone !== '' || frame.shelf.email !== '') && (
        <Tell shelf={frame.shelf} />
      )}
    </dl>
  );
};

const Onward = (): VNode => {
  const text = useText();
  const t = text.error;
  return (
    <section class="stack" aria-labelledby="di-dau">
      <h2 id="di-dau">{t.onward}</h2>
      <ul class="tiles">
        <li>
          <a class="tile" href={subjectsPath()}>
            <b>{text.frame.subjects}</b> {t.subjectsNote}
          </a>
        </li>
        <li>
          <a class="tile" href={newestPath()}>
            <b>{text.frame.newest}</b> {t.newestNote}
          </a>
        </li>
        <li>
          <a class="tile" href={helpPath()}>
            <b>{text.frame.help}</b> {t.helpNote}
          </a>
        </li>
      </ul>
    </section>
  );
};

export const ErrorPage = (props: ErrorProps): VNode => {
  const text = useText();
  const t = text.error;
  const { frame, status, code } = props;
  const kind = errorKind(code);
  const missing = kind === 'not-found';
  const title = t.titleOf[code] ?? t.titles[kind];
  return (
    <Frame {...frame} title={title} noindex island={missing}>
      <main class="wrap" id="noi-dung">
        <div class="stack narrow">
          <p class="meta">{t.label(status)}</p>
          <h1>{title}</h1>
          {!missing && explain(text, props).map((line) => <p key={line}>{line}</p>)}
          <Facts {...props} />
          {missing && explain(text, props).map((line) => <p key={line}>{line}</p>)}
          {missing && <SearchBox />}
          {!missing && (
            <p class="row">
              {['busy', 'unavailable', 'rate-limited'].includes(kind) && (
                <a class="button" href={frame.path}>
                  {t.reload}
                </a>
              )}
              {(kind === 'forbidden' || kind === 'unauthenticated') && frame.actor === null && (
                <a class="button" href={signInPath(frame.path)}>
                  {t.signIn}
                </a>
              )}
              <a class="button plain" href={homePath()}>
                {t.home}
              </a>
            </p>
          )}
        </div>
        {missing && <Onward />}
      </main>
    </Frame>
  );
};
