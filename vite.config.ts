import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { engineFile } from './tools/engine-file.ts';
import { policy } from './tools/policy-plugin.ts';

export default defineConfig({ base: './', plugins: [svelte(), engineFile(), policy()], worker: { format: 'es' } });
