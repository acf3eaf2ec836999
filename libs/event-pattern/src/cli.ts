import { stdin, stdout } from 'node:process';
import { pipeline } from 'node:stream/promises';
import { answerLine } from './answer-line.ts';
import { linesOf } from './lines-of.ts';

/** Answers each line of standard input with one line, as it comes. */
async function* answers(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of linesOf(chunks)) {
    yield `${answerLine(line)}\n`;
  }
}

try {
  await pipeline(stdin.setEncoding('utf8'), answers, stdout);
} catch (error) {
  // Whoever reads the answers may have read enough.
  const readerLeft = error instanceof Error && 'code' in error && error.code === 'EPIPE';
  if (!readerLeft) {
    throw error;
  }
}
