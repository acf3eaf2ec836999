import { expect, test } from '@jest/globals';
import { workspaceTree, writtenTo } from '../../testing/workspace-tree.ts';
import { notifierGenerator } from './generator.ts';

test('writes a notifier and its spec, and exports it in the order of files', async () => {
  const tree = workspaceTree();

  await notifierGenerator(tree, { name: 'pager-duty' });

  expect(writtenTo(tree)).toEqual([
    'create libs/notifiers/src/pager-duty/pager-duty-notifier.spec.ts',
    'create libs/notifiers/src/pager-duty/pager-duty-notifier.ts',
    'update libs/notifiers/src/index.ts',
  ]);
  const exported = tree.read('libs/notifiers/src/index.ts', 'utf8') ?? '';
  expect(exported).toContain(
    "export { type PagerDutyOptions, pagerDutyNotifier } from './pager-duty/pager-duty-notifier.ts';\n",
  );
  const files = exported.match(/(?<=from ')[^']+/g) ?? [];
  expect(files).toEqual(files.toSorted());
});

test('a second one of the same name is refused', async () => {
  const tree = workspaceTree();
  await notifierGenerator(tree, { name: 'teams' });

  await expect(notifierGenerator(tree, { name: 'teams' })).rejects.toThrow(
    'the folder libs/notifiers/src/teams exists. Choose another name',
  );
});

test.each([
  ['slack', 'the folder libs/notifiers/src/slack exists. Choose another name'],
  ['testing', 'the folder libs/notifiers/src/testing exists. Choose another name'],
  ['PagerDuty', 'the name "PagerDuty" does not read. Valid: at most 30 characters, words in lower case'],
  ['../teams', 'the name "../teams" does not read.'],
  ['a'.repeat(31), `the name "${'a'.repeat(31)}" is too long.`],
])('the name %s is refused with a sentence, before anything is written', async (name, sentence) => {
  const tree = workspaceTree();

  await expect(notifierGenerator(tree, { name })).rejects.toThrow(sentence);

  expect(tree.listChanges()).toEqual([]);
});
