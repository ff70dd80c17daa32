import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { engineFile } from './tools/engine-file.ts';
import { parquetFile, parquetGlue } from './tools/parquet-file.ts';
import { policy } from './tools/policy-plugin.ts';

const withoutEval = { '@stdlib/assert-has-generator-support': fileURLToPath(new URL('./tools/has-generators.cjs', import.meta.url)) };

export default defineConfig({
  base: './',
  resolve: { alias: withoutEval },
  plugins: [svelte(), engineFile(), parquetFile(), policy()],
  worker: { format: 'es', plugins: () => [parquetGlue()] },
});
