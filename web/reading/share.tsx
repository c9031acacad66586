import type { VNode } from 'preact';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { QrPicture, type QrView } from '#web/frame/qr-picture.tsx';
import { homePath } from '#web/paths/site.ts';
import { itemPath, qrPath } from '#web/paths/reading.ts';
import { embedGuidePath } from '#web/paths/exchange.ts';
import { encoded } from '#web/paths/with-query.ts';
import { useText } from '#web/text/use-text.ts';
import type { ItemLink } from '#web/items/item-row.tsx';
import { StandingHead } from '#web/items/standing.tsx';

export interface ShareProps {
  readonly frame: PageFrame;
  readonly item: ItemLink;
  /** Leads to `address`. */
  readonly code: QrView;
  /** Absolute address to hand on. */
  readonly address: string;
  /** Ready to paste: title, sentence, address. */
  readonly text: string;
  readonly zalo: string;
}

const Poster = ({ item, code, address }: ShareProps): VNode => {
  const t = useText().share;
  return (
    <section class="card stack poster" aria-labelledby="qr-h">
      <h2 id="qr-h">{t.qr}</h2>
      <QrPicture code={code} />
      <p>
        <code class="command">{address}</code>
      </p>
      <p class="meta screen-only">{t.qrNote}</p>
      <ul class="chips screen-only">
        <li>
          <a href={qrPath(item.id, 'svg')} download>
            {t.qrSvg}
          </a>
        </li>
        <li>
          <a href={qrPath(item.id, 'png')} download>
            {t.qrPng}
          </a>
        </li>
      </ul>
    </section>
  );
};

const Message = ({ text }: Pick<ShareProps, 'text'>): VNode => {
  const t = useText().share;
  return (
    <section
      class="card stack"
      aria-labelledby="loi-nhan-h"
      data-island="clipboard"
      data-text={JSON.stringify({ copied: t.copied, byHand: t.byHand })}
    >
      <h2 id="loi-nhan-h">{t.text}</h2>
      <div class="field">
        <label for="loi-nhan">{t.textLabel}</label>
        <p class="help" id="loi-nhan-g">
          {t.textNote}
        </p>
        <textarea id="loi-nhan" rows={6} readOnly aria-describedby="loi-nhan-g">
          {text}
        </textarea>
      </div>
      <p class="row">
        <button type="button" class="button" hidden>
          {t.copyToClipboard}
        </button>{' '}
        <span role="status" />
      </p>
    </section>
  );
};

const Send = ({ item, address, text, zalo }: ShareProps): VNode => {
  const { share: t, embedding } = useText();
  return (
    <section class="stack" aria-labelledby="gui-h">
      <h2 id="gui-h">{t.send}</h2>
      <ul class="chips">
        <li>
          <a href={zalo} rel="noopener noreferrer">
            {t.zalo}
          </a>
        </li>
        <li>
          <a
            href={`https://www.facebook.com/sharer/sharer.php?u=${encoded(address)}`}
            rel="noopener noreferrer"
          >
            {t.facebook}
          </a>
        </li>
        <li>
          <a href={`mailto:?subject=${encoded(item.title)}&body=${encoded(text)}`}>{t.mail}</a>
        </li>
      </ul>
      <p class="meta">{t.sendNote}</p>
      <p>
        <a href={embedGuidePath({ loai: 'tai-lieu', ma: item.id })}>{embedding.title}</a>
      </p>
    </section>
  );
};

/** Ways to hand an item on; printed, it is a poster. */
export const SharePage = (props: ShareProps): VNode => {
  const { share: t, frame: words } = useText();
  const { frame, item } = props;
  return (
    <Frame
      {...frame}
      title={t.pageTitle(item.title)}
      noindex
      island
      crumbs={[
        { label: words.home, href: homePath() },
        { label: item.title, href: itemPath(item.id, item.slug) },
      ]}
    >
      <main class="wrap sharing" id="noi-dung">
        <div class="stack">
          <p class="meta screen-only">{t.title}</p>
          <h1 class={item.title.length > 120 ? 'long' : undefined}>{item.title}</h1>
          <StandingHead standing={item.standing} />
        </div>
        <div class="split halves">
          <Poster {...props} />
          <div class="stack screen-only">
            <Message text={props.text} />
            <Send {...props} />
          </div>
        </div>
        <p class="screen-only">
          <a href={itemPath(item.id, item.slug)}>{t.back}</a>
        </p>
      </main>
    </Frame>
  );
};
