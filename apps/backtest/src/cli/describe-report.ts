import { type Report } from '../history/report.ts';

export function describeReport(report: Report): string {
  return `${report.events} events, ${report.alerts} alerts, ${report.incidents.all.length} incidents, ${report.digestLines.length} digest lines\n`;
}
