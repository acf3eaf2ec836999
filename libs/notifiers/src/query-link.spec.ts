import { describe, expect, test } from '@jest/globals';
import { queryLink } from './query-link.ts';
import { alertExample } from './testing/alert-example.ts';

const SETTINGS = { recordsLogGroup: { region: 'eu-west-1', name: '/trailbell/cloudtrail' } };
const actor = { kind: 'assumed-role', name: 'deploy', principalArn: 'arn:aws:iam::111122223333:role/team/deploy' };

/** What the console reads out of an address of its own. */
function read(url: string): string {
  const [, detail = ''] = url.split('$3FqueryDetail$3D');
  return detail.replace(/\*([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

describe('the link to query records', () => {
  test('asks what the principal did in the hour before and after, whatever its session', () => {
    const { label, url } = queryLink(alertExample({ actor }), SETTINGS)!;

    expect(label).toBe('Query records');
    expect(url).toMatch(
      /^https:\/\/eu-west-1\.console\.aws\.amazon\.com\/cloudwatch\/home\?region=eu-west-1#logsV2:logs-insights\$3F/,
    );
    expect(url).not.toMatch(/[\s"<>|]/);
    expect(read(url)).toMatchInlineSnapshot(`
     "~(end~'2026-11-23T14:05:09.000Z~start~'2026-11-23T12:05:09.000Z~timeType~'ABSOLUTE~tz~'UTC~editorString~'fields @timestamp, eventName, eventSource, recipientAccountId, awsRegion, sourceIPAddress, errorCode
     | filter userIdentity.arn = "arn:aws:iam::111122223333:role/team/deploy" or userIdentity.sessionContext.sessionIssuer.arn = "arn:aws:iam::111122223333:role/team/deploy"
     | sort @timestamp asc
     | limit 500~source~(~'/trailbell/cloudtrail))"
    `);
  });

  test.each([
    ['records in no log group', { actor }, {}],
    ['a caller without a principal', { actor: { kind: 'aws-service', name: 'sts.amazonaws.com' } }, SETTINGS],
    [
      'a principal with what none has',
      { actor: { ...actor, principalArn: 'arn:aws:iam::111122223333:role/x" or eventName like "' } },
      SETTINGS,
    ],
    ['a time that cannot be read', { actor, eventTime: 'yesterday' }, SETTINGS],
  ])('is left out for %s', (_, changes, settings) => {
    expect(queryLink(alertExample(changes), settings)).toBeUndefined();
  });
});
