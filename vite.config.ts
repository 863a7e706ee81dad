import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The console page. Built for a strict content policy: no inline script or style, nothing turned into data: URLs. */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [
    react(),
    {
      // Nothing is painted before main.tsx has said which colours are worn: a chosen theme would flash otherwise.
      name: 'paint-after-main',
      transformIndexHtml: {
        order: 'post',
        handler: (html) => html.replace('<script type="module"', '<script type="module" blocking="render"'),
      },
    },
  ],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What Electron 45 and a browser of the last two years understand.
    target: 'es2023',
    chunkSizeWarningLimit: 1000,
  },
});
