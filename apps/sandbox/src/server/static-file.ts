import { readFile } from 'node:fs/promises';
import { type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { RefusedRequestError } from './page-api-routes.ts';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Nothing on the page may come from, or go to, anywhere else. */
const POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'";

/** Sends a file of the folder; `/` is the page itself. */
export async function staticFile(folder: string, path: string, response: ServerResponse): Promise<void> {
  const name = path === '/' ? '/index.html' : normalize(decodeURIComponent(path));
  const type = CONTENT_TYPES[extname(name)];
  const content = type !== undefined && !name.includes('..') ? await contentOf(join(folder, name)) : undefined;
  if (type === undefined || content === undefined) {
    throw new RefusedRequestError(404, `the sandbox has no ${path}`);
  }
  response.writeHead(200, { 'content-type': type, 'content-security-policy': POLICY, 'cache-control': 'no-cache' });
  response.end(content);
}

async function contentOf(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}
