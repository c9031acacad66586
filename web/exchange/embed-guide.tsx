import type { VNode } from 'preact';
import {
  EMBED_COUNT,
  EMBED_FONT,
  EMBED_KINDS,
  EMBED_PARAMS,
  type EmbedAsked,
  type EmbedFault,
  type EmbedParam,
} from '#server/exchange/embed/embed-address.ts';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { embedGuidePath } from '#web/paths/exchange.ts';
import { contactPath, homePath } from '#web/paths/site.ts';
import { useText } from '#web/text/use-text.ts';

export interface EmbedGuideProps {
  readonly frame: PageFrame;
  /** As it was asked for; the usual where that was wrong. */
  readonly asked: EmbedAsked;
  readonly fault: EmbedFault | null;
  /** Codes and names of the subjects and of their parts. */
  readonly subjects: readonly (readonly [code: string, name: string])[];
  /** Address of the widget on this shelf, and pixels that its frame is high. */
  readonly preview: string;
  readonly height: number;
  /** HTML to paste. */
  readonly html: string;
}

/** What is wrong with a field, under which its control is described. */
const Fault = ({ name, fault }: { name: EmbedFault; fault: EmbedFault | null }): VNode | null => {
  const t = useText().embedding;
  return name === fault ? (
    <p class="error" id={`loi-${name}`}>
      {t.wrong[name]}
    </p>
  ) : null;
};

const invalid = (name: EmbedFault, fault: EmbedFault | null) =>
  name === fault ? ({ 'aria-invalid': 'true', 'aria-describedby': `loi-${name}` } as const) : {};

const Choice = ({
  name,
  options,
  chosen,
  fault,
}: {
  name: 'kind' | 'subject';
  options: readonly (readonly [value: string, label: string])[];
  chosen: string;
  fault: EmbedFault | null;
}): VNode => {
  const t = useText().embedding;
  const param = EMBED_PARAMS[name];
  return (
    <div class={`field${name === fault ? ' wrong' : ''}`}>
      <label for={param}>{t[name]}</label>
      <Fault name={name} fault={fault} />
      <select id={param} name={param} {...invalid(name, fault)}>
        {options.map(([value, label]) => (
          <option key={value} value={value} selected={value === chosen}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
};

const Input = ({
  name,
  value,
  type,
  fault,
  range,
}: {
  name: Exclude<EmbedParam, 'kind' | 'subject'>;
  value: string;
  type: 'number' | 'color' | 'text';
  fault: EmbedFault | null;
  range?: { readonly least: number; readonly most: number };
}): VNode => {
  const t = useText().embedding;
  const param = EMBED_PARAMS[name];
  return (
    <div class={`field${name === fault ? ' wrong' : ''}`}>
      <label for={param}>{t[name]}</label>
      {name === 'item' && <p class="help">{t.itemHelp}</p>}
      <Fault name={name} fault={fault} />
      <input
        id={param}
        name={param}
        // The types of attributes know each kind of field by itself.
        type={type as 'text'}
        value={value}
        min={range?.least}
        max={range?.most}
        {...invalid(name, fault)}
      />
    </div>
  );
};

const Builder = ({ asked, fault, subjects }: EmbedGuideProps): VNode => {
  const t = useText().embedding;
  const { colours } = asked;
  const kinds = EMBED_KINDS.map((kind) => [kind, t.kinds[kind]] as const);
  return (
    <form class="stack" action={embedGuidePath()}>
      <Choice name="kind" options={kinds} chosen={asked.kind} fault={fault} />
      <Choice name="subject" options={subjects} chosen={asked.subject} fault={fault} />
      <Input name="item" value={asked.item} type="text" fault={fault} />
      <Input
        name="count"
        value={String(asked.count)}
        type="number"
        range={EMBED_COUNT}
        fault={fault}
      />
      <Input
        name="fontSize"
        value={String(asked.fontSize)}
        type="number"
        range={EMBED_FONT}
        fault={fault}
      />
      <Fault name="contrast" fault={fault} />
      <Input name="background" value={`#${colours.background}`} type="color" fault={fault} />
      <Input name="text" value={`#${colours.text}`} type="color" fault={fault} />
      <Input name="accent" value={`#${colours.accent}`} type="color" fault={fault} />
      <p>
        <button class="button">{t.show}</button>
      </p>
    </form>
  );
};

const Code = ({ html }: Pick<EmbedGuideProps, 'html'>): VNode => {
  const { embedding: t, share } = useText();
  return (
    <section
      class="stack"
      aria-labelledby="ma-h"
      data-island="clipboard"
      data-text={JSON.stringify({ copied: share.copied, byHand: share.byHand })}
    >
      <h2 id="ma-h">{t.code}</h2>
      <div class="field">
        <label class="hidden" for="ma-html">
          {t.code}
        </label>
        <p class="help" id="ma-html-g">
          {t.codeHelp}
        </p>
        <textarea id="ma-html" rows={7} readOnly aria-describedby="ma-html-g" spellcheck={false}>
          {html}
        </textarea>
      </div>
      <p class="row">
        <button type="button" class="button" hidden>
          {share.copyToClipboard}
        </button>{' '}
        <span role="status" />
      </p>
    </section>
  );
};

/** Chooses a widget, shows it and gives the HTML for it. */
export const EmbedGuidePage = (props: EmbedGuideProps): VNode => {
  const { embedding: t, frame: words } = useText();
  const { frame, preview, height, fault } = props;
  return (
    <Frame
      {...frame}
      title={t.title}
      description={t.lead}
      island
      crumbs={[{ label: words.home, href: homePath() }]}
    >
      <main class="wrap stack" id="noi-dung">
        <h1>{t.title}</h1>
        <p class="narrow">{t.lead}</p>
        <div class="split halves">
          <Builder {...props} />
          {fault === null && (
            <div class="stack">
              <section class="stack" aria-labelledby="xem-h">
                <h2 id="xem-h">{t.preview}</h2>
                <iframe
                  src={preview}
                  title={t.preview}
                  width="100%"
                  height={height}
                  loading="lazy"
                />
              </section>
              <Code html={props.html} />
            </div>
          )}
        </div>
        <section class="stack narrow" aria-labelledby="trang-h">
          <h2 id="trang-h">{t.portals}</h2>
          <p>
            {t.portalsNote} <a href={contactPath()}>{words.contact}</a>.
          </p>
          <p>{t.oembed}</p>
          <p>{t.privacy}</p>
        </section>
      </main>
    </Frame>
  );
};
