import type { Server } from 'node:http';
export function siteServer(options: { folder: string; base?: string; sendHeaders?: boolean }): Server;
