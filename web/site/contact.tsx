import type { ComponentChildren, VNode } from 'preact';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { telHref } from '#web/frame/site-footer.tsx';
import { homePath } from '#web/paths/site.ts';
import { useText } from '#web/text/use-text.ts';

const Part = ({
  id,
  title,
  children,
}: {
  id: string;
  title: string;
  children: ComponentChildren;
}): VNode => (
  <section aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    {children}
  </section>
);

/** Who answers for the shelf and how to reach them (Điều 16 Thông tư 32/2017/TT-BTTTT). */
export const ContactPage = ({ frame }: { frame: PageFrame }): VNode => {
  const text = useText();
  const t = text.contact;
  const { unitName, responsible, address, phone, email } = frame.shelf;
  const facts: readonly (readonly [string, ComponentChildren])[] = [
    [t.unitTitle, unitName],
    [t.responsible, responsible],
    [t.address, address],
    [t.phone, phone !== '' && <a href={telHref(phone)}>{phone}</a>],
    [t.email, email !== '' && <a href={`mailto:${email}`}>{email}</a>],
  ];
  return (
    <Frame
      {...frame}
      title={t.title}
      description={t.lead}
      crumbs={[{ label: text.frame.home, href: homePath() }]}
    >
      <main class="wrap" id="noi-dung">
        <div class="stack narrow">
          <h1>{t.title}</h1>
          <p>{t.lead}</p>
        </div>
        <div class="narrow stack">
          <dl class="facts">
            {facts
              .filter(([, value]) => value !== '' && value !== false)
              .map(([label, value]) => (
                <>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </>
              ))}
          </dl>
          {address === '' && phone === '' && email === '' && <p class="notice">{t.unknown}</p>}
        </div>
        <div class="text">
          <Part id="giup" title={t.helpTitle}>
            <ul>
              {t.helps.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
            <p>{t.mistake}</p>
          </Part>
          <Part id="noi-khac" title={t.notTitle}>
            <ul>
              {t.nots.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </Part>
        </div>
      </main>
    </Frame>
  );
};
