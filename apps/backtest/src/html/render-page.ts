import { type Detection } from '@trailbell/detections';
import { renderSlackAlert } from '@trailbell/notifiers';
import { number } from '../cli/text-table.ts';
import { blindSpots, minuteOf } from '../history/blind-spots.ts';
import { type Incident } from '../history/incidents.ts';
import { type Report } from '../history/report.ts';
import { periodOf } from '../history/seen.ts';
import { type Tally } from '../history/tally.ts';
import { text } from './markup.ts';
import { PAGE_STYLE } from './page-style.ts';
import { drawSlackMessage } from './slack-drawing.ts';
import { suppressionDraft } from './suppression-draft.ts';
import { timeline } from './timeline.ts';

/** A page of thousands is read by nobody; what is left out is told. */
const INCIDENTS_SHOWN = 300;
const ROWS_SHOWN = 20;

/** The report as one page that needs nothing beside it: no script, no font, no address it would call. */
export function renderPage(report: Report, detections: readonly Detection[]): string {
  const incidents = report.incidents.all;
  const period = periodOf(report.seen);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Backtest: what would have rung</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<header>
<h1>What would have rung</h1>
<p class="soft">${period === undefined ? 'No event had a time' : `${minuteOf(period.from)} to ${minuteOf(period.until)}`} · ${number(detections.length)} detections</p>
${figures(report, incidents)}
</header>
${period === undefined || incidents.length === 0 ? '' : `<h2>When</h2>\n<div class="card">${timeline(incidents, period)}</div>`}
${table('By detection', 'Detection', report.byDetection)}
${table('Noisiest principals', 'Principal', report.byPrincipal)}
${incidentList(incidents)}
<h2>What it could not see</h2>
<div class="card"><ul>${blindSpots(report.seen, detections)
    .map((sentence) => `<li>${text(sentence)}</li>`)
    .join('')}${unreadable(report)}</ul></div>
</main>
</body>
</html>
`;
}

function figures({ events, alerts, digestLines }: Report, incidents: readonly Incident[]): string {
  const interruptions = incidents.reduce((sum, incident) => sum + incident.interruptions, 0);
  const all = [
    [interruptions, 'interruptions'],
    [incidents.length, 'incidents'],
    [digestLines.length, 'digest lines'],
    [alerts, 'alerts'],
    [events, 'events'],
  ] as const;
  return `<div class="figures">${all
    .map(
      ([value, label]) =>
        `<div class="figure"><strong>${number(value)}</strong><span class="soft">${label}</span></div>`,
    )
    .join('')}</div>`;
}

function table(title: string, what: string, tallies: readonly Tally[]): string {
  if (tallies.length === 0) {
    return '';
  }
  const most = Math.max(1, ...tallies.map(({ interruptions }) => interruptions));
  const rows = tallies.slice(0, ROWS_SHOWN).map((tally) => drawTally(tally, most));
  const more = tallies.length - rows.length;
  return `<h2>${title}</h2>
<div class="card"><table>
<thead><tr><th>${what}</th><th class="number">Interruptions</th><th class="number">Alerts</th><th class="number digested">To digest</th></tr></thead>
<tbody>${rows.join('\n')}</tbody>
</table>${more > 0 ? `<p class="soft">and ${number(more)} more</p>` : ''}</div>`;
}

function drawTally({ name, severity, interruptions, alerts, digested }: Tally, most: number): string {
  const share = `<span class="share" style="width: ${((100 * interruptions) / most).toFixed(1)}%"></span>`;
  return `<tr><td>${text(name)} ${severity === undefined ? '' : badge(severity)}${interruptions === 0 ? '' : share}</td><td class="number">${number(interruptions)}</td><td class="number">${number(alerts)}</td><td class="number digested">${number(digested)}</td></tr>`;
}

function incidentList(incidents: readonly Incident[]): string {
  const shown = incidents.slice(0, INCIDENTS_SHOWN);
  const more = incidents.length - shown.length;
  return `<h2>Incidents</h2>
${shown.length === 0 ? '<p class="soft">Nothing would have rung.</p>' : shown.map(drawIncident).join('\n')}
${more > 0 ? `<p class="soft">and ${number(more)} later ones, which are in the file that --json writes</p>` : ''}`;
}

function drawIncident(incident: Incident): string {
  const { alert, count, severity, first, last } = incident;
  const times = count === 1 ? minuteOf(first) : `${minuteOf(first)} to ${minuteOf(last)}, ${number(count)} alerts`;
  return `<details class="incident">
<summary>${badge(severity)} ${text(alert.summary)}<br><span class="soft">${text(`${times} · ${alert.account} ${alert.region} · ${alert.detectionId}`)}</span></summary>
<div class="body">
${drawSlackMessage(renderSlackAlert(alert))}
<div><strong>If this is noise</strong><p class="soft">A suppression to paste; say who answers for it, why, and until when.</p><pre>${text(suppressionDraft(incident))}</pre></div>
</div>
</details>`;
}

function unreadable({ unreadableCount, unreadable: [first] }: Report): string {
  return first === undefined
    ? ''
    : `<li>${number(unreadableCount)} inputs that could not be read, the first of them in ${text(first.file)}: ${text(first.reason)}</li>`;
}

function badge(severity: Incident['severity']): string {
  return `<span class="badge ${severity}">${severity}</span>`;
}
