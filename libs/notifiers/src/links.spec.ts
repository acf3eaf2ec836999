import { describe, expect, test } from '@jest/globals';
import { eventLink, techniqueLinks } from './links.ts';

const eventId = '5f3a1c2e-9d4b-4e6a-8f70-112233445566';

describe('the link to the event', () => {
  test.each([
    ['eu-central-1', 'eu-central-1.console.aws.amazon.com'],
    ['us-gov-west-1', 'us-gov-west-1.console.amazonaws-us-gov.com'],
    ['cn-north-1', 'cn-north-1.console.amazonaws.cn'],
    ['eusc-de-east-1', 'eusc-de-east-1.console.amazonaws-eusc.eu'],
  ])('in %s leads to %s', (region, host) => {
    expect(eventLink({ eventId, region })?.url).toBe(
      `https://${host}/cloudtrailv2/home?region=${region}#/events/${eventId}`,
    );
  });

  test.each([
    ['an isolated partition', { eventId, region: 'us-iso-east-1' }],
    ['a region that is none', { eventId, region: 'evil.example/#' }],
    ['a region with more behind it', { eventId, region: 'eu-central-1.evil.example' }],
    ['no event id', { region: 'eu-central-1' }],
    ['an event id that is none', { eventId: `${eventId}|x>`, region: 'eu-central-1' }],
  ])('is left out for %s', (_what, event) => {
    expect(eventLink(event)).toBeUndefined();
  });
});

test('techniques and their parts have pages; what is no technique has none', () => {
  expect(techniqueLinks({ techniques: ['T1098', 'T1685.002', 'T1098/../../evil', 'TA0005'] })).toEqual([
    { label: 'ATT&CK T1098', url: 'https://attack.mitre.org/techniques/T1098/' },
    { label: 'ATT&CK T1685.002', url: 'https://attack.mitre.org/techniques/T1685/002/' },
  ]);
});
