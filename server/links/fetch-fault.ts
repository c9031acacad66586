/**
 * `refused`: an address the shelf may not ask, here or behind a redirect; `too-large`: more bytes
 * than allowed; `cut`: ended before it was whole.
 */
export type FetchFault =
  | 'refused'
  | 'redirects'
  | 'timeout'
  | 'network'
  | 'name'
  | 'certificate'
  | 'too-large'
  | 'cut';
