import { expect, test } from '@jest/globals';
import { Turns } from './turns.ts';

async function read(turns: Turns<string, string>, milestones: string[] = []): Promise<void> {
  for (let turn = await turns.next(); turn; turn = await turns.next()) {
    milestones.push(turn.work);
    await turn.put(`${turn.work}1`);
    await turn.put(`${turn.work}2`);
    turn.end();
  }
}

async function taken(turns: Turns<string, string>): Promise<readonly string[]> {
  const all: string[] = [];
  for (const turn of turns.inOrder()) {
    for (let item = await turn.take(); item !== undefined; item = await turn.take()) {
      all.push(item);
    }
  }
  return all;
}

test('whoever reads which file, what comes of them is taken in the order of the files', async () => {
  const turns = new Turns<string, string>(['a', 'b', 'c'], 8);

  const [all] = await Promise.all([taken(turns), read(turns), read(turns)]);

  expect(all).toEqual(['a1', 'a2', 'b1', 'b2', 'c1', 'c2']);
});

test('nobody reads further ahead than is allowed', async () => {
  const turns = new Turns<string, string>(['a', 'b', 'c'], 1);
  const started: string[] = [];
  const reading = read(turns, started);
  const first = turns.inOrder().next().value;

  expect(await first?.take()).toBe('a1');
  expect(started).toEqual(['a']);

  await Promise.all([taken(turns), reading]);
  expect(started).toEqual(['a', 'b', 'c']);
});
