import { createHash } from 'node:crypto';
import type { Response } from 'express';
import { frameAncestors, type Portal } from '#server/exchange/embed/portal.ts';
import type { PageHeaders } from '#server/http/page-cache.ts';

/**
 * The one page that other sites may show in a frame, and only those that officials listed. It runs
 * no script; its own few lines of style are known by their hash.
 */
export function embedHeaders(style: string, portals: readonly Portal[]): PageHeaders {
  const hash = createHash('sha256').update(style).digest('base64');
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      `style-src 'self' 'sha256-${hash}'`,
      "form-action 'self'",
      "base-uri 'none'",
      `frame-ancestors ${frameAncestors(portals)}`,
    ].join(';'),
    // It knows no list of sites; where both are sent, browsers follow the policy.
    'X-Frame-Options': '',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  };
}

/** The policy of the page that shows a widget of this shelf as a preview. */
export const previewHeaders = (res: Response): PageHeaders => ({
  'Content-Security-Policy': String(res.getHeader('Content-Security-Policy')).replace(
    "frame-src 'none'",
    "frame-src 'self'",
  ),
});
