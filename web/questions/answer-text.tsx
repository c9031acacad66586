import type { VNode } from 'preact';
import { paragraphsOf } from '#server/questions/answer-item.ts';
import type { Citation } from '#server/questions/question.ts';

/** A text as it was typed: blank lines part paragraphs, line ends stay. */
export const TypedText = ({ text }: { text: string }): VNode => (
  <div class="text" lang="vi">
    {paragraphsOf(text).map((part, i) => (
      <p class="typed" key={i}>
        {part}
      </p>
    ))}
  </div>
);

/** What an answer rests on, numbered as the text names them. */
export const Citations = ({ citations }: { citations: readonly Citation[] }): VNode => (
  <ol class="numbered" lang="vi">
    {citations.map(({ label, href }, i) => (
      <li key={i}>{href === '' ? label : <a href={href}>{label}</a>}</li>
    ))}
  </ol>
);
