/** JSON as it was written: fields in their order, twice where they stand twice, numbers as spelled. */
export type JsonTree =
  | { readonly kind: 'object'; readonly fields: readonly (readonly [string, JsonTree])[] }
  | { readonly kind: 'array'; readonly items: readonly JsonTree[] }
  | { readonly kind: 'string' | 'number' | 'literal'; readonly text: string };

export function writeJson(tree: JsonTree): string {
  switch (tree.kind) {
    case 'object':
      return `{${tree.fields.map(([name, value]) => `${JSON.stringify(name)}:${writeJson(value)}`).join()}}`;
    case 'array':
      return `[${tree.items.map(writeJson).join()}]`;
    case 'string':
      return JSON.stringify(tree.text);
    case 'number':
    case 'literal':
      return tree.text;
  }
}

const TOKEN = /\s*([{}[\],:]|"(?:[^"\\]|\\.)*"|[^\s{}[\],:"]+)/gy;

/** Reads JSON that is known to be right. */
export function readJson(text: string): JsonTree {
  const tokens = [...text.matchAll(TOKEN)].map(([, token]) => token ?? '');
  let at = 0;
  // eslint-disable-next-line complexity -- one case for each kind of value
  const value = (): JsonTree => {
    const token = tokens[at++] ?? '';
    if (token === '{') {
      const fields: (readonly [string, JsonTree])[] = [];
      while (tokens[at] !== '}') {
        at += tokens[at] === ',' ? 1 : 0;
        const name = JSON.parse(tokens[at] ?? '') as string;
        at += 2;
        fields.push([name, value()]);
      }
      at += 1;
      return { kind: 'object', fields };
    }
    if (token === '[') {
      const items: JsonTree[] = [];
      while (tokens[at] !== ']') {
        at += tokens[at] === ',' ? 1 : 0;
        items.push(value());
      }
      at += 1;
      return { kind: 'array', items };
    }
    if (token.startsWith('"')) {
      return { kind: 'string', text: JSON.parse(token) as string };
    }
    return { kind: /^[-\d]/.test(token) ? 'number' : 'literal', text: token };
  };
  return value();
}
