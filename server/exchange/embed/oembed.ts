import { cleanLine, cleanValue } from '../clean-line.ts';
import { XML_HEAD, xmlElement } from '../xml.ts';

/** A resource as oEmbed 1.0 tells it (https://oembed.com, §2.3.4.4: type rich). */
export interface OEmbed {
  readonly title: string;
  readonly author: string;
  readonly provider: string;
  /** Absolute addresses of the shelf and of the widget in the frame. */
  readonly shelf: string;
  readonly frame: string;
  readonly width: number;
  readonly height: number;
  /** The picture that other sites show of the item; null where it is larger than was asked for. */
  readonly thumbnail: {
    readonly address: string;
    readonly width: number;
    readonly height: number;
  } | null;
}

/** Consumers ask again after a day: how an item stands may change with it. */
const CACHE_SECONDS = 86_400;

const attribute = (text: string): string =>
  cleanLine(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

export interface FrameToPaste {
  /** Absolute address of the widget. */
  readonly frame: string;
  readonly title: string;
  readonly width: number | string;
  readonly height: number;
}

/** HTML to paste into a page: a frame with a title, loaded when it comes into view. */
export const frameHtml = ({ frame, title, width, height }: FrameToPaste): string =>
  `<iframe src="${attribute(frame)}" title="${attribute(title)}" width="${width}" height="${height}" loading="lazy" referrerpolicy="strict-origin-when-cross-origin" style="border:0;max-width:100%"></iframe>`;

function fieldsOf(embed: OEmbed): readonly (readonly [name: string, value: string | number])[] {
  const { title, author, provider, shelf, width, height, thumbnail } = embed;
  return [
    ['type', 'rich'],
    ['version', '1.0'],
    ['title', cleanLine(title)],
    ...(author === '' ? [] : [['author_name', cleanLine(author)] as const]),
    ['provider_name', cleanLine(provider)],
    ['provider_url', shelf],
    ['cache_age', CACHE_SECONDS],
    ['html', frameHtml(embed)],
    ['width', width],
    ['height', height],
    ...(thumbnail === null
      ? []
      : ([
          ['thumbnail_url', thumbnail.address],
          ['thumbnail_width', thumbnail.width],
          ['thumbnail_height', thumbnail.height],
        ] as const)),
  ];
}

export const oEmbedJson = (embed: OEmbed): string =>
  JSON.stringify(Object.fromEntries(fieldsOf(embed)), cleanValue);

export const oEmbedXml = (embed: OEmbed): string =>
  `${XML_HEAD}<oembed>${fieldsOf(embed)
    .map(([name, value]) => xmlElement(name, String(value)))
    .join('')}</oembed>\n`;
