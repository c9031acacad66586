import { utf16Form } from '#server/ingest/utf16.ts';
import { decodeText } from './decode-text.ts';

/** Whether bytes can be text at all: UTF-16, UTF-8, or Latin bytes of an older encoding. */
export function isText(bytes: Buffer): boolean {
  if (utf16Form(bytes) !== null) return true;
  if (bytes.includes(0)) return false;
  let controls = 0;
  for (const b of bytes)
    if (b < 32 && b !== 9 && b !== 10 && b !== 13 && b !== 12 && b !== 27) controls++;
  // VISCII and VPS put a few letters at control positions.
  return controls <= bytes.length * 0.02;
}

export type TextKind = 'html' | 'vtt' | 'srt' | 'svg' | 'xml' | 'rtf' | 'plain';

/** What a text file's beginning says of itself. */
export function textKind(bytes: Buffer): TextKind {
  const text = decodeText(bytes)
    .replace(/^\uFEFF/u, '')
    .trimStart();
  const start = text.slice(0, 4_096);
  if (/^WEBVTT(?:\s|$)/u.test(start)) return 'vtt';
  if (start.startsWith('{\\rtf')) return 'rtf';
  if (
    /^(?:<\?xml[\s\S]{0,500}?\?>)?\s*(?:<!--[\s\S]{0,2000}?-->\s*)?(?:<!DOCTYPE\s+svg[^>]*>\s*)?<svg[\s>]/iu.test(
      start,
    )
  )
    return 'svg';
  if (
    /<(?:!doctype\s+html|html|head|body)[\s>]/iu.test(start) ||
    /^\s*<(?:meta|title|div|p|h[1-6]|table|article|section)[\s>]/iu.test(start)
  )
    return 'html';
  if (/^<\?xml\s/u.test(start)) return 'xml';
  if (
    /^\d{1,6}[^\S\n]*\n\s*\d{1,2}:\d{2}:\d{2}[.,]\d{1,3}\s*-->/u.test(
      start.replace(/\r\n?/gu, '\n'),
    )
  )
    return 'srt';
  return 'plain';
}
