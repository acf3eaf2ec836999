import type * as z from 'zod';

/** Says what zod found, and where: `Invalid input: expected string, received undefined at detail.eventID`. Never the value. */
export function describeIssue(issue: z.core.$ZodIssue): string {
  const place = issue.path.map(String).join('.');
  return place === '' ? issue.message : `${issue.message} at ${place}`;
}

export function describeIssues(error: z.core.$ZodError): string {
  return error.issues.map(describeIssue).join('; ');
}
