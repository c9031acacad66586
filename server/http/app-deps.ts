import type { Logger } from 'pino';
import type { ActionDeps } from '#server/actions/action-deps.ts';
import type { Storage } from '#server/domain/ports.ts';
import type { Assets } from '#web/components/frame.tsx';
import type { Config } from '../config.ts';
import type { PageCache } from './page-cache.ts';

/** Everything routes are given. Nothing here is a module's own state. */
export interface AppDeps extends ActionDeps {
  readonly config: Config;
  readonly storage: Storage;
  readonly log: Logger;
  readonly assets: Assets;
  /** Folder of built style sheets and scripts, served under /assets. */
  readonly assetsFolder: string;
  readonly pages: PageCache;
  /** Draws a PDF page or shrinks a picture as WebP, in a child process. */
  readonly pageImage: (request: { readonly path: string; readonly page: number; readonly width: number }) => Promise<Uint8Array>;
  readonly image: (request: { readonly path: string; readonly width: number }) => Promise<Uint8Array>;
  /** Jobs were saved: look for them now. */
  readonly wakeJobs: () => void;
}
