import type { Item } from '#server/items/item.ts';
import { parseQuestionNumber } from './question.ts';

/** The genre of published answers: Sách, tài liệu hỏi đáp. */
export const ANSWER_GENRE = 'hoi-dap';

/** Whether an item is a published answer: its number is that of the question. */
export const isAnswerItem = ({ genre, identifier }: Pick<Item, 'genre' | 'identifier'>): boolean =>
  genre === ANSWER_GENRE && identifier !== null && parseQuestionNumber(identifier) === identifier;

/** What the item says of a question that was answered. */
export interface PublishedAnswer {
  readonly title: string;
  readonly question: string;
  readonly answer: string;
  readonly citations: readonly { readonly label: string; readonly href: string }[];
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Blank lines part paragraphs, single line ends stay. */
export const paragraphsOf = (text: string): string[] =>
  text
    .replaceAll('\r\n', '\n')
    .split(/\n[ \t]*\n/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');

const paragraphs = (text: string): string =>
  paragraphsOf(text)
    .map((part) => `<p>${escaped(part).replaceAll('\n', '<br>')}</p>`)
    .join('\n');

/** The file of a published answer: plain HTML that the shelf reads like any other. */
export const answerHtml = (
  { title, question, answer, citations }: PublishedAnswer,
  headings: { readonly question: string; readonly answer: string; readonly citations: string },
): string =>
  [
    '<!doctype html>',
    `<html lang="vi"><head><meta charset="utf-8"><title>${escaped(title)}</title></head><body>`,
    `<h1>${escaped(headings.question)}</h1>`,
    paragraphs(question),
    `<h1>${escaped(headings.answer)}</h1>`,
    paragraphs(answer),
    ...(citations.length === 0
      ? []
      : [
          `<h1>${escaped(headings.citations)}</h1>`,
          '<ol>',
          ...citations.map(({ label, href }) =>
            href === ''
              ? `<li>${escaped(label)}</li>`
              : `<li><a href="${escaped(href)}">${escaped(label)}</a></li>`,
          ),
          '</ol>',
        ]),
    '</body></html>',
  ].join('\n');

/** The first words of a text, cut at one. */
export function beginningOf(text: string, most: number): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line.length <= most) return line;
  const cut = line.slice(0, most);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most / 2))}…`;
}

/** A first proposal for a title: the first sentence, cut at a word. */
export function shortQuestion(text: string, most = 150): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  const asked = /^[^?]{8,150}\?/u.exec(line)?.[0];
  if (asked !== undefined) return asked;
  const sentence = /^[^.!]{8,150}(?=[.!])/u.exec(line)?.[0];
  if (sentence !== undefined) return sentence;
  return beginningOf(line, most);
}
