import { withQuery } from './with-query.ts';

export const siteMapXmlPath = (): string => '/sitemap.xml';
export const openApiPath = (): string => '/api/v1/openapi.json';
/** A feed of everything new, or of one subject, genre or unit. */
export const feedPath = (of: { subject?: string; genre?: string; unit?: string } = {}): string =>
  withQuery('/feed.xml', { 'chu-de': of.subject, 'the-loai': of.genre, 'don-vi': of.unit });
