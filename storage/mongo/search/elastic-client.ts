import { Client } from '@elastic/elasticsearch';

const REQUEST_MS = 10_000;

/**
 * The client would wait a second and more before it tries again: readers are told sooner, jobs come
 * back by themselves.
 */
export const openClient = (url: string): Client =>
  new Client({ node: url, requestTimeout: REQUEST_MS, maxRetries: 0 });
