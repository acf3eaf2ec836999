/**
 * The lines of a text that comes in pieces. Only a line feed ends a line: JSON may hold the other separators of Unicode,
 * which node's own reader breaks lines at.
 */
export async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest: string[] = [];
  for await (const chunk of chunks) {
    const [first = '', ...others] = chunk.split('\n');
    rest.push(first);
    for (const other of others) {
      yield withoutReturn(rest.join(''));
      rest = [other];
    }
  }
  const last = rest.join('');
  if (last !== '') {
    yield withoutReturn(last);
  }
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
