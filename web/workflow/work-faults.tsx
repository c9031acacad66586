import type { VNode } from 'preact';
import type { LinkFault } from '#server/links/link-check.ts';
import { Badge } from '#web/frame/badge.tsx';
import { staffItemActionPath, staffItemPath } from '#web/paths/cataloguing.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.work;

export interface FailedFile {
  readonly itemId: string;
  readonly itemTitle: string;
  readonly attachmentId: string;
  readonly name: string;
  /** Vietnamese sentence. */
  readonly reason: string;
  readonly mayRetry: boolean;
}

export interface BrokenLinkView {
  readonly address: string;
  readonly since: string | null;
  readonly status: number | null;
  readonly fault: LinkFault | null;
  /** Published items that link to it; none when the shelf's own settings do. */
  readonly citing: readonly { readonly id: string; readonly title: string }[];
  /** How many more do. */
  readonly more: number;
}

const FailedRow = ({ file }: { file: FailedFile }): VNode => {
  const title = file.itemTitle === '' ? t.untitled(file.name) : file.itemTitle;
  return (
    <li class="task">
      <div>
        <h3>
          <a href={staffItemPath(file.itemId)}>{title}</a>
        </h3>
        <p class="meta">{file.name}</p>
        <p>
          <b>{t.reason}</b> {file.reason}
        </p>
      </div>
      <p>
        <Badge tone="bad" label={vi.fileStatus.failed} />
      </p>
      {file.mayRetry && (
        <form method="post" action={staffItemActionPath(file.itemId, 'thu-lai')}>
          <input type="hidden" name="attachment" value={file.attachmentId} />
          <button class="button plain">
            {t.retry}
            <span class="hidden">{t.of(file.name)}</span>
          </button>
        </form>
      )}
    </li>
  );
};

/** Files that the shelf could not read, with the reason of each. */
export const FailedFiles = ({ failed }: { failed: readonly FailedFile[] }): VNode => (
  <section aria-labelledby="loi">
    <h2 id="loi">
      {t.failed} <span class="count">{vi.units.count(failed.length)}</span>
    </h2>
    <p class="meta">{t.failedNote}</p>
    <ul class="rows">
      {failed.map((file) => (
        <FailedRow key={file.attachmentId} file={file} />
      ))}
    </ul>
  </section>
);

const BrokenRow = ({ link }: { link: BrokenLinkView }): VNode => (
  <li class="task">
    <div>
      <h3>
        <a href={link.address} rel="noreferrer nofollow">
          {link.address}
        </a>
      </h3>
      <p>
        <b>{t.reason}</b>{' '}
        {link.status === null ? t.faults[link.fault ?? 'network'] : t.answered(link.status)}
      </p>
      {link.citing.length === 0 ? (
        <p class="meta">{t.ownLink}</p>
      ) : (
        <p>
          {t.citing}{' '}
          {link.citing.map(({ id, title }, i) => (
            <span key={id}>
              {i > 0 && '; '}
              <a href={staffItemPath(id)}>{title === '' ? t.untitled('') : title}</a>
            </span>
          ))}
          {link.more > 0 && t.andMore(vi.units.count(link.more))}
        </p>
      )}
    </div>
    <p>
      <Badge
        tone="bad"
        label={link.since === null ? t.broken : t.since(vi.units.day(link.since))}
      />
    </p>
  </li>
);

/** Addresses outside the shelf that stopped to answer. */
export const BrokenLinks = ({ broken }: { broken: readonly BrokenLinkView[] }): VNode => (
  <section aria-labelledby="lien-ket-hong">
    <h2 id="lien-ket-hong">
      {t.broken} <span class="count">{vi.units.count(broken.length)}</span>
    </h2>
    <p class="meta">{t.brokenNote}</p>
    <ul class="rows">
      {broken.map((link) => (
        <BrokenRow key={link.address} link={link} />
      ))}
    </ul>
  </section>
);
