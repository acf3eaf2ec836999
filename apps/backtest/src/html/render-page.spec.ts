import { expect, test } from '@jest/globals';
import { alertOf, reportOf } from '../testing/alert-of.ts';
import { renderPage } from './render-page.ts';

const HOSTILE = '<img src=x onerror=alert(1)> </style><script>x</script> "quoted" \u202Eback';

test('the page has no script, calls no address, and forbids itself both', () => {
  const page = renderPage(reportOf(alertOf({})), []);

  expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  expect(page).not.toMatch(/<script|<link|<img|@import|url\(/);
});

test('what an attacker named stays text, wherever the page shows it', () => {
  const actor = { kind: 'iam-user', name: HOSTILE, principalArn: HOSTILE };
  const page = renderPage(reportOf(alertOf({ summary: HOSTILE, subject: HOSTILE, account: HOSTILE, actor })), []);

  expect(page).not.toMatch(/<img|<script|\u202E/);
  expect(page.match(/<\/style>/g)).toHaveLength(1);
});

test('an incident is shown with its message and a suppression in which owner, reason and end are left to fill in', () => {
  const page = renderPage(reportOf(alertOf({ subject: "ana's trail" })), []);

  expect(page).toContain('<strong>Why it matters</strong>');
  expect(page).toContain('subject: [&#39;ana\\&#39;s trail&#39;]');
  expect(page).toContain('owner: &#39;&#39;');
});

test('a history in which nothing rang says so', () => {
  expect(renderPage(reportOf(), [])).toContain('Nothing would have rung.');
});
