import { defineConfig } from 'vite';
import { fileURLToPath } from 'node:url';
import { appIcons } from './app-icons.ts';
import { precompress } from './precompress.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Islands and the style sheet; the server reads the manifest for their hashed names. */
export default defineConfig({
  root: here('..'),
  base: '/assets/',
  publicDir: false,
  plugins: [precompress(), appIcons()],
  resolve: { conditions: ['source'] },
  build: {
    outDir: here('../dist/web/assets'),
    assetsDir: '',
    emptyOutDir: true,
    manifest: 'manifest.json',
    target: 'es2022',
    sourcemap: false,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        style: here('./styles/style.css'),
        print: here('./styles/print.css'),
        staff: here('./styles/staff.css'),
        embed: here('./styles/embed.css'),
        mount: here('./islands/mount.ts'),
        sw: here('./islands/offline-worker.ts'),
      },
      // The server hands the worker out at /sw.js under one name for ever: browsers look there for
      // a newer one.
      output: { entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : '[name]-[hash].js') },
    },
  },
});
