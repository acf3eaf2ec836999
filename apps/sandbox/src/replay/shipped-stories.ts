import { readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface Story {
  /** The file's name without its ending: `leaked-key`. */
  readonly name: string;
  readonly path: string;
}

const STORIES = join(import.meta.dirname, '../../stories');

/** The recorded attacks this project ships, in order of name. */
export function shippedStories(): readonly Story[] {
  return readdirSync(STORIES)
    .filter((file) => file.endsWith('.ndjson'))
    .sort()
    .map((file) => ({ name: file.replace(/\.ndjson$/, ''), path: join(STORIES, file) }));
}

/** The story of this name; the first one when no name is given. `undefined` when there is none. */
export function findStory(name: string | undefined): Story | undefined {
  return shippedStories().find((story) => name === undefined || story.name === name);
}
