import type { Server } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRequestHandler, type GetLoadContextFunction } from '@remix-run/express';
import type { ServerBuild } from '@remix-run/node';
import express, { Router, type RequestHandler } from 'express';
import { installationFolder } from '#server/config/index.ts';

/** The Remix application and its files. */
export interface Pages {
  /** Built files or, in development, Vite. */
  readonly files: RequestHandler;
  readonly application: RequestHandler;
  close(): Promise<void>;
}

export type LoadContext = GetLoadContextFunction;

export async function builtPages(getLoadContext: LoadContext): Promise<Pages> {
  const folder = join(installationFolder(), 'build');
  const build = (await import(pathToFileURL(join(folder, 'server', 'index.js')).href)) as ServerBuild;
  const files = Router();
  const client = join(folder, 'client');
  // Their names hold a hash of what is in them, so they never change.
  files.use('/assets', express.static(join(client, 'assets'), { immutable: true, maxAge: '1y' }));
  files.use('/assets', (_request, response) => void response.status(404).end());
  files.use(express.static(client, { maxAge: '1h' }));
  const handle = createRequestHandler({ build, mode: 'production', getLoadContext });
  return { files, application: (...request) => void handle(...request), close: () => Promise.resolve() };
}

/** Vite in middleware mode; its reload socket shares the server's port. */
export async function developmentPages(http: Server, getLoadContext: LoadContext): Promise<Pages> {
  const { createServer } = await import('vite');
  const vite = await createServer({ server: { middlewareMode: true, hmr: { server: http } }, appType: 'custom' });
  const build = () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>;
  const handle = createRequestHandler({ build, mode: 'development', getLoadContext });
  return {
    files: vite.middlewares,
    application: (...request) => void handle(...request),
    close: () => vite.close(),
  };
}
