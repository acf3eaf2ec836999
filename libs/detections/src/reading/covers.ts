/**
 * Whether a text fits a pattern of IAM's: `*` is any characters, `?` is one, case does not matter. In time of the product
 * of both lengths at worst: policies are written by whom we watch, so no regular expression is made of them.
 */
export function covers(pattern: string, text: string): boolean {
  const wanted = Array.from(pattern.toLowerCase());
  const given = Array.from(text.toLowerCase());
  let at = 0;
  let star: { readonly after: number; readonly from: number } | undefined;

  for (let position = 0; position < given.length;) {
    if (wanted[at] === '*') {
      star = { after: at + 1, from: position };
      at += 1;
    } else if (wanted[at] === '?' || wanted[at] === given[position]) {
      at += 1;
      position += 1;
    } else if (star) {
      // The last star takes one character more.
      star = { after: star.after, from: star.from + 1 };
      at = star.after;
      position = star.from;
    } else {
      return false;
    }
  }
  return wanted.slice(at).every((character) => character === '*');
}
