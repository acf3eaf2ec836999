import { type Tree, workspaceRoot } from '@nx/devkit';
import { FsTree } from 'nx/src/generators/tree';

/** This workspace, where what is written stays in memory. */
export function workspaceTree(): Tree {
  return new FsTree(workspaceRoot, false);
}

/** The paths of what was written, in order. */
export function writtenTo(tree: Tree): readonly string[] {
  return tree
    .listChanges()
    .map(({ type, path }) => `${type.toLowerCase()} ${path}`)
    .sort();
}
