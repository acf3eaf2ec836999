const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Anybody's text, as HTML shows it: nothing in it is markup, and no control or direction character steers the page. */
export function text(value: string): string {
  return value.replace(/[^\P{C}\n]/gu, '\uFFFD').replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
