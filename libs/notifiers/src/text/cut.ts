/**
 * The text with each character escaped, and no longer than `max` UTF-16 units. What does not fit ends in `…`; neither a
 * surrogate pair nor an escape is ever cut in half.
 */
export function cut(
  text: string,
  max: number,
  escape: (character: string) => string = (character) => character,
): string {
  let fits = '';
  let fitsBeforeEllipsis = '';

  for (const character of text) {
    fits += escape(character);
    if (fits.length > max) {
      return `${fitsBeforeEllipsis.trimEnd()}…`;
    }
    if (fits.length < max) {
      fitsBeforeEllipsis = fits;
    }
  }
  return fits;
}
