/** The page carries its looks with it: it is mailed, archived and opened offline. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f4f5f7, #0e1116);
  --surface: light-dark(#ffffff, #161a21);
  --line: light-dark(#e2e5ea, #2a303b);
  --ink: light-dark(#161a22, #e8ebf0);
  --soft: light-dark(#57606d, #9aa4b2);
  --accent: light-dark(#2f5bd0, #8fb0ff);
  --code: light-dark(#f4f5f7, #1c212a);
  --critical: light-dark(#b3122d, #ff8a98);
  --high: light-dark(#a84308, #ffab78);
  --medium: light-dark(#7d5700, #f0c75e);
  --low: light-dark(#1f5f9e, #8cc3f5);
  --info: light-dark(#4d5866, #aeb8c5);
}
*, ::before, ::after { box-sizing: border-box; }
body {
  margin: 0; padding: 0 1rem 4rem; background: var(--ground); color: var(--ink);
  font: 400 0.9375rem/1.5 ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif;
}
main { max-width: 66rem; margin: 0 auto; }
header { padding: 2.5rem 0 1.5rem; }
h1 { margin: 0; font-size: 1.75rem; letter-spacing: -0.02em; }
h2 { margin: 2.5rem 0 0.75rem; font-size: 1.125rem; }
p { margin: 0.25rem 0; }
.soft { color: var(--soft); }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 0.75rem; margin-top: 1.5rem; }
.figure, .card { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; }
.figure { padding: 0.875rem 1rem; }
.figure strong { display: block; font-size: 1.625rem; font-variant-numeric: tabular-nums; line-height: 1.2; }
.card { padding: 1rem; overflow-x: auto; }
.timeline { display: block; width: 100%; height: 8.5rem; }
.timeline-ends { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; margin: 0.5rem 0 0; font-size: 0.8125rem; }
.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin: 0 0 1rem; font-size: 0.875rem; }
.key::before { content: ''; display: inline-block; width: 0.625rem; height: 0.625rem; margin-right: 0.375rem; border-radius: 2px; background: currentcolor; }
.key.critical { color: var(--critical); } .key.high { color: var(--high); } .key.medium { color: var(--medium); }
.key.low { color: var(--low); } .key.info { color: var(--info); }
.timeline .ground { stroke: var(--line); }
rect.critical { fill: var(--critical); } rect.high { fill: var(--high); } rect.medium { fill: var(--medium); }
rect.low { fill: var(--low); } rect.info { fill: var(--info); }
table { width: 100%; border-collapse: collapse; }
th:first-child, td:first-child { min-width: 9rem; }
th, td { padding: 0.4rem 0.75rem 0.4rem 0; text-align: left; border-bottom: 1px solid var(--line); vertical-align: top; }
tr:last-child td { border-bottom: 0; }
th { color: var(--soft); font-weight: 500; white-space: nowrap; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
td { overflow-wrap: anywhere; }
.badge { display: inline-block; padding: 0 0.5rem; border: 1px solid currentcolor; border-radius: 99px; font-size: 0.8125rem; white-space: nowrap; }
.badge.critical { color: var(--critical); } .badge.high { color: var(--high); } .badge.medium { color: var(--medium); }
.badge.low { color: var(--low); } .badge.info { color: var(--info); }
td .share { display: block; height: 3px; margin-top: 0.25rem; border-radius: 2px; background: var(--accent); opacity: 0.55; }
details.incident { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; margin-bottom: 0.5rem; }
details.incident > summary { cursor: pointer; padding: 0.75rem 1rem; overflow-wrap: anywhere; }
details.incident > summary:focus-visible { outline: 2px solid var(--accent); border-radius: 10px; }
.incident .body { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 1rem; padding: 0 1rem 1rem; }
.incident .body > * { min-width: 0; }
.slack { border-left: 3px solid var(--line); padding-left: 1rem; overflow-wrap: anywhere; }
.slack-header { font-weight: 700; font-size: 1.0625rem; }
.slack-fields { display: grid; grid-template-columns: 1fr 1fr; gap: 0.25rem 1rem; margin: 0.5rem 0; }
.slack-context { color: var(--soft); font-size: 0.8125rem; }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: 0.8125rem; background: var(--code); border-radius: 4px; }
code { padding: 0.1em 0.3em; }
pre { margin: 0.5rem 0 0; padding: 0.75rem; white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid var(--line); user-select: all; }
a { color: var(--accent); }
@media (max-width: 45rem) {
  .incident .body, .slack-fields { grid-template-columns: 1fr; }
  th.digested, td.digested { display: none; }
}
@media print { td .share { display: block; height: 3px; margin-top: 0.25rem; border-radius: 2px; background: var(--accent); opacity: 0.55; }
details.incident { break-inside: avoid; } }
`;
