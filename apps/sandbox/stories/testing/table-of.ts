/** The table of the stories' README: the detections that ring for each call it names, as `07:02:12 CreateAccessKey`. */
export function tableOf(markdown: string): ReadonlyMap<string, readonly string[]> {
  const rows = markdown
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter(([, time]) => /^[\d:]{8}$/.test(time ?? ''));
  return new Map(
    rows.map(([, time = '', , call = '', rings = '']) => [
      `${time} ${call}`,
      rings.startsWith('nothing: ') ? [] : rings.split(', '),
    ]),
  );
}
