import type { VNode } from 'preact';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { telHref, type ShelfIdentity } from '#web/frame/site-footer.tsx';
import { homePath } from '#web/paths/site.ts';
import { useText } from '#web/text/use-text.ts';

export interface HelpProps {
  readonly frame: PageFrame;
}

const Keys = (): VNode => {
  const t = useText().help;
  return (
    <section aria-labelledby="phim">
      <h2 id="phim">{t.keysTitle}</h2>
      <table class="keys">
        <thead>
          <tr>
            <th scope="col">{t.key}</th>
            <th scope="col">{t.does}</th>
          </tr>
        </thead>
        <tbody>
          {t.keys.map(([key, does]) => (
            <tr key={key}>
              <th scope="row">{key}</th>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

const People = ({ shelf }: { shelf: ShelfIdentity }): VNode | null => {
  const t = useText().help;
  if (shelf.phone === '' && shelf.email === '') return null;
  return (
    <section aria-labelledby="nguoi">
      <h2 id="nguoi">{t.contactTitle}</h2>
      <p>
        {t.contact} {shelf.phone !== '' && <a href={telHref(shelf.phone)}>{shelf.phone}</a>}
        {shelf.phone !== '' && shelf.email !== '' && ', '}
        {shelf.email !== '' && <a href={`mailto:${shelf.email}`}>{shelf.email}</a>}
      </p>
    </section>
  );
};

export const HelpPage = ({ frame }: HelpProps): VNode => {
  const text = useText();
  const t = text.help;
  return (
    <Frame
      {...frame}
      title={t.title}
      description={t.lead}
      crumbs={[{ label: text.frame.home, href: homePath() }]}
    >
      <main class="wrap" id="noi-dung">
        <div class="narrow stack">
          <h1>{t.title}</h1>
          <p>{t.lead}</p>
        </div>
        {t.sections.map((s) => (
          <section class="text" key={s.id} aria-labelledby={s.id}>
            <h2 id={s.id}>{s.title}</h2>
            <ul>
              {s.rows.map((row) => (
                <li key={row}>{row}</li>
              ))}
            </ul>
          </section>
        ))}
        <Keys />
        <People shelf={frame.shelf} />
      </main>
    </Frame>
  );
};
