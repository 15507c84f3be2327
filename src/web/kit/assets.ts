import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Assets } from './page.js';

/** What the build makes from `browser/` and `styles/` (scripts/build.mjs): names contain a hash of the file's content. */
const FOLDER = join(import.meta.dirname, 'assets');

export const ASSETS_PREFIX = '/explorer/assets/';

/** The URLs of the assets of this build. */
export function readAssets(): Assets & { readonly swagger: string } {
  const names = JSON.parse(readFileSync(join(FOLDER, 'manifest.json'), 'utf8')) as Record<keyof Assets | 'swagger', string>;
  const { early, script, style, swagger } = names;
  return {
    early: ASSETS_PREFIX + early,
    script: ASSETS_PREFIX + script,
    style: ASSETS_PREFIX + style,
    swagger: ASSETS_PREFIX + swagger,
  };
}

/** Serves them, compressed by the build; since a name always has the same content, browsers may cache them. */
export function serveAssets(app: NestFastifyApplication): void {
  app.useStaticAssets({
    root: FOLDER,
    prefix: ASSETS_PREFIX,
    decorateReply: false,
    index: false,
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
  });
}
