import type { Response } from 'express';

/** Scripts of any site may read the answer; it says nothing that depends on who asks. */
export function openToEverySite(res: Response): void {
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
}
