import { type MessageSettings } from '@trailbell/alerting';
import { type Alert } from '@trailbell/detections';
import { timeOf } from './describe-alert.ts';
import { type Link, consoleAt } from './links.ts';

/** A principal as records name it, without anything that could end the text in which the query has it. */
const PRINCIPAL = /^arn:aws[a-z-]{0,10}:(?:iam|sts)::\d{12}:[\w+=,.@/-]{1,200}$/;
const HOUR_MS = 3_600_000;

/**
 * What else the caller did in the hour before and after, in every region: a query in CloudWatch Logs Insights, ready to run.
 * Only where the trail's records are in a log group.
 */
export function queryLink(
  alert: Pick<Alert, 'actor' | 'eventTime'>,
  { recordsLogGroup }: MessageSettings,
): Link | undefined {
  const { principalArn = '' } = alert.actor;
  const time = timeOf(alert)?.getTime();
  const console = recordsLogGroup && consoleAt(recordsLogGroup.region);
  if (!recordsLogGroup || console === undefined || time === undefined || !PRINCIPAL.test(principalArn)) {
    return undefined;
  }
  const [start, end] = [time - HOUR_MS, time + HOUR_MS].map((bound) => new Date(Math.max(bound, 0)).toISOString());
  const detail = `~(end~${text(end)}~start~${text(start)}~timeType~${text('ABSOLUTE')}~tz~${text('UTC')}~editorString~${text(
    queryOf(principalArn),
  )}~source~(~${text(recordsLogGroup.name)}))`;
  return {
    label: 'Query records',
    url: `${console}/cloudwatch/home?region=${recordsLogGroup.region}#logsV2:logs-insights$3FqueryDetail$3D${detail}`,
  };
}

function queryOf(principalArn: string): string {
  return `fields @timestamp, eventName, eventSource, recipientAccountId, awsRegion, sourceIPAddress, errorCode
| filter userIdentity.arn = "${principalArn}" or userIdentity.sessionContext.sessionIssuer.arn = "${principalArn}"
| sort @timestamp asc
| limit 500`;
}

/** Text as the console writes it into its addresses: after an apostrophe, what is not plain as a star and two digits. */
function text(value = ''): string {
  return `'${value.replace(/[^\w.-]/g, (character) => `*${character.charCodeAt(0).toString(16).padStart(2, '0')}`)}`;
}
