import type { VNode } from 'preact';
import {
  aboutPath,
  accessibilityPath,
  collectionsPath,
  newestPath,
  contactPath,
  helpPath,
  siteMapPath,
} from '#web/paths/site.ts';
import { feedPath } from '#web/paths/exchange.ts';
import { proceduresPath } from '#web/paths/desk.ts';
import { newsPath } from '#web/paths/news.ts';
import { answersPath } from '#web/paths/questions.ts';
import { subscribePath } from '#web/paths/subscriptions.ts';
import { savedPath } from '#web/paths/reading.ts';
import { useText } from '#web/text/use-text.ts';
import type { Text } from '#web/text/reader-words.ts';
import { VisitTotals, type VisitTotalsView } from './visit-totals.tsx';

/** Who keeps the shelf; an empty field is left out of the page. */
export interface ShelfIdentity {
  readonly name: string;
  readonly unitName: string;
  readonly province: string;
  readonly address: string;
  readonly phone: string;
  readonly email: string;
  readonly responsible: string;
  /** Address of the national bookshelf, only when known. */
  readonly nationalUrl?: string;
}

/** `0200 3800 000` → `tel:+842003800000`. */
export const telHref = (phone: string): string =>
  `tel:${phone.replace(/[^\d+]/gu, '').replace(/^0/u, '+84')}`;

const Contact = ({ shelf }: { shelf: ShelfIdentity }): VNode | null => {
  const t = useText().frame;
  if (shelf.address === '' && shelf.phone === '' && shelf.email === '') return null;
  return (
    <div>
      <h2>{t.contact}</h2>
      {shelf.address !== '' && <p>{shelf.address}</p>}
      <ul>
        {shelf.phone !== '' && (
          <li>
            {t.phone}: <a href={telHref(shelf.phone)}>{shelf.phone}</a>
          </li>
        )}
        {shelf.email !== '' && (
          <li>
            {t.email}: <a href={`mailto:${shelf.email}`}>{shelf.email}</a>
          </li>
        )}
      </ul>
    </div>
  );
};

const footerLinks = ({
  frame: t,
  askQuestion,
  subscribe,
  newsPages,
  procedures,
}: Text): readonly (readonly [string, string])[] => [
  [t.about, aboutPath()],
  [t.help, helpPath()],
  [askQuestion.title, answersPath()],
  [newsPages.short, newsPath()],
  [procedures.short, proceduresPath()],
  [t.newest, newestPath()],
  [t.collections, collectionsPath()],
  [t.contact, contactPath()],
  [t.accessibility, accessibilityPath()],
  [t.siteMap, siteMapPath()],
  [t.saved, savedPath()],
  [subscribe.title, subscribePath()],
  [t.feed, feedPath()],
];

const FooterLinks = ({ shelf }: { shelf: ShelfIdentity }): VNode => {
  const text = useText();
  const t = text.frame;
  return (
    <nav aria-labelledby="chan-trang">
      <h2 id="chan-trang">{t.more}</h2>
      <ul class="row">
        {footerLinks(text).map(([label, href]) => (
          <li key={href}>
            <a href={href}>{label}</a>
          </li>
        ))}
        {shelf.nationalUrl && (
          <li>
            <a href={shelf.nationalUrl}>{t.national}</a>
          </li>
        )}
      </ul>
    </nav>
  );
};

/**
 * Who keeps the shelf and how to reach them, as a state site must say; on staff pages, whom to ask
 * for help.
 */
export const SiteFooter = ({
  shelf,
  staff,
  visits,
}: {
  shelf: ShelfIdentity;
  staff: boolean;
  visits: VisitTotalsView | null;
}): VNode => {
  const t = useText().frame;
  return (
    <footer class="site-footer">
      <div class="wrap stack">
        {staff ? (
          <p>
            {t.staffFooter(shelf.name)}
            {shelf.phone !== '' && (
              <>
                {' '}
                {t.support} <a href={telHref(shelf.phone)}>{shelf.phone}</a>
              </>
            )}
          </p>
        ) : (
          <div class="tiles">
            <div>
              <h2>{shelf.unitName === '' ? shelf.name : shelf.unitName}</h2>
              {shelf.unitName !== '' && <p>{t.keeper}</p>}
              {shelf.responsible !== '' && <p>{t.responsible(shelf.responsible)}</p>}
            </div>
            <Contact shelf={shelf} />
            <FooterLinks shelf={shelf} />
          </div>
        )}
        {!staff && <VisitTotals visits={visits} />}
      </div>
    </footer>
  );
};
