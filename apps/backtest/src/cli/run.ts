import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { memoryDetectionState } from '@trailbell/alert-store/memory';
import { incidentsPerMinuteOf, suppressWith } from '@trailbell/alerting';
import { readConfiguration } from '../configuration.ts';
import { chosenDetections } from '../history/chosen.ts';
import { eventHistory } from '../history/event-history.ts';
import { EventOrder } from '../history/event-order.ts';
import { readHistory } from '../history/read-history.ts';
import { Report } from '../history/report.ts';
import { type Scope } from '../history/scope.ts';
import { isS3 } from '../s3/s3-address.ts';
import { ArgumentError, type Arguments } from './arguments.ts';
import { describeReport } from './describe-report.ts';
import { OutcomeFile } from './outcome-file.ts';
import { Progress, type Screen } from './progress.ts';

export interface RunContext {
  readonly say: (text: string) => void;
  /** Where progress is drawn, if it is a terminal. */
  readonly screen: Screen;
}

/** Reads the history to its end, writes each alert's line, and says what there was. */
export async function run(args: Arguments, { say, screen }: RunContext): Promise<void> {
  const missing = args.paths.find((path) => !isS3(path) && !existsSync(path));
  if (missing !== undefined) {
    throw new ArgumentError(`${missing} does not exist. Give files, folders, or s3://BUCKET/PREFIX`);
  }
  const configuration = await readConfiguration(args.config);
  const detections = chosenDetections(args.detections, configuration);
  const question = { configuration, detections: args.detections, scope: scopeOf(args) };
  const history = await eventHistory(args.paths, question.scope);
  const progress = new Progress(screen, history.bytes);
  const report = new Report({
    suppress: suppressWith(configuration.suppressions),
    perMinute: incidentsPerMinuteOf(configuration.routing),
  });
  report.addUnreadable(history.unreadable);
  const order = new EventOrder(memoryDetectionState(), configuration.routing);
  const lines = args.json === undefined ? undefined : await OutcomeFile.create(args.json);
  try {
    for await (const batch of readHistory(history, question, args.threads)) {
      progress.advance(batch);
      const fresh = report.add(batch);
      const decided = report.addAlerts(await order.add(batch.candidates));
      await lines?.write([...fresh, ...decided]);
    }
    await lines?.write(report.addAlerts(await order.end()));
    await lines?.end(report.incidents.outcomes);
    report.late = order.late;
  } finally {
    progress.end();
    await lines?.close();
  }
  if (args.html !== undefined) {
    const { renderPage } = await import('../html/render-page.ts'); // with all that draws Slack's messages
    await writeFile(args.html, renderPage(report, detections));
  }
  say(describeReport(report, detections));
}

function scopeOf({ since, until, accounts }: Arguments): Scope {
  return { since, until, accounts };
}
