import { chromium, type Browser } from 'playwright-core';

const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The Chromium that setup.mjs found. */
export const launch = (): Promise<Browser> => {
  const libs = process.env['CHROMIUM_LIBS'];
  return chromium.launch({
    executablePath: process.env['CHROMIUM_PATH']!,
    args: ARGS,
    ...(libs === undefined
      ? {}
      : { env: { ...process.env, LD_LIBRARY_PATH: libs } as Record<string, string> }),
  });
};
