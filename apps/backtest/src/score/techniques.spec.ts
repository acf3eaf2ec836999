import { describe, expect, test } from '@jest/globals';
import { DETECTIONS_OF_TECHNIQUES, aboutnessOf, isAbout } from './techniques.ts';

const GET_PASSWORDS = 'aws.credential-access.ec2-get-password-data';

function call(detectionId: string, eventSource = 'ec2.amazonaws.com', eventName = 'GetPasswordData') {
  return { detectionId, eventSource, eventName };
}

describe('a technique of the table', () => {
  const aboutness = aboutnessOf(GET_PASSWORDS, ['ec2:GetPasswordData', 'sts:AssumeRole']);

  test('counts by an alert of a detection that is about it', () => {
    expect(isAbout(aboutness, call('ec2-get-password-data'))).toBe(true);
  });

  test('does not count by another detection, though it rang on the very call', () => {
    expect(isAbout(aboutness, call('access-denied-burst'))).toBe(false);
  });
});

describe('a technique that is new to the table', () => {
  const aboutness = aboutnessOf('aws.impact.brand-new', ['ec2:GetPasswordData', 'sts:AssumeRole']);

  test('counts by an alert on a call its author names', () => {
    expect(isAbout(aboutness, call('whichever'))).toBe(true);
  });

  test('does not count by an alert on a call that every attack begins with', () => {
    expect(isAbout(aboutness, call('role-chain-first-seen', 'sts.amazonaws.com', 'AssumeRole'))).toBe(false);
  });

  test('does not count by an alert on a call of the same name of another service', () => {
    expect(isAbout(aboutness, call('whichever', 'lightsail.amazonaws.com'))).toBe(false);
  });

  test('is not mistaken for something every object has', () => {
    expect(aboutnessOf('constructor', ['ec2:StopInstances'])).toEqual({
      by: 'documented events',
      events: ['ec2:StopInstances'],
    });
  });
});

test('each technique names at least one detection, and none about roles being assumed or calls being refused in general', () => {
  for (const [technique, detections] of Object.entries(DETECTIONS_OF_TECHNIQUES)) {
    expect({ technique, count: detections.length }).not.toEqual({ technique, count: 0 });
    expect(detections.filter((id) => /assume|access-denied|get-caller-identity|session-token/.test(id))).toEqual([]);
  }
});
