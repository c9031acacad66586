import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import express, { Router } from 'express';
import { pdfAssetsPath } from '#web/paths/reading.ts';

const KINDS = ['cmaps', 'standard_fonts', 'wasm', 'iccs'] as const;

/**
 * What the PDF reader in the browser fetches for files that need it, from the pdf.js the build
 * used; its version is in the address.
 */
export function pdfAssets(): Router {
  const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const router = Router();
  for (const kind of KINDS)
    router.use(
      pdfAssetsPath(version, kind),
      express.static(join(folder, kind), {
        immutable: true,
        maxAge: '1y',
        index: false,
        redirect: false,
      }),
    );
  return router;
}
