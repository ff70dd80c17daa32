import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { engineFile } from './tools/engine-file.ts';
import { parquetFile, parquetGlue } from './tools/parquet-file.ts';
import { policy } from './tools/policy-plugin.ts';
import { wholeMessages } from './tools/whole-messages.ts';

const tool = (name: string): string => fileURLToPath(new URL(`./tools/${name}`, import.meta.url));
const standIns = { '@stdlib/assert-has-generator-support': tool('has-generators.cjs'), 'd3-geo': tool('no-geo.mjs') };

export default defineConfig({
  base: './',
  resolve: { alias: standIns },
  plugins: [svelte(), engineFile(), parquetFile(), policy(), wholeMessages()],
  worker: { format: 'es', plugins: () => [parquetGlue()] },
});
