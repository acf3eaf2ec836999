/** The outcome of a call stands in several fields, and denied calls often leave out what was asked for. */
const OUTCOME_FIELDS = new Set(['errorCode', 'errorMessage', 'responseElements']);

/** Every event has its own; which it is says nothing of what happened. */
const IDENTITY_FIELDS = new Set(['eventID', 'eventTime', 'requestID']);

/** By name, the fields in which two records differ. Who called is one field; so is how the call ended. */
export function fieldsApart(a: unknown, b: unknown): readonly string[] {
  const paths = differences(a, b, '').filter((path) => !IDENTITY_FIELDS.has(path));
  const failed = paths.includes('errorCode') || paths.includes('errorMessage');
  const names = paths.map((path) => {
    const [top = ''] = path.split('.');
    if (top === 'userIdentity') {
      return top;
    }
    const isOutcome = OUTCOME_FIELDS.has(top) || path === 'requestParameters';
    return failed && isOutcome ? 'outcome' : path;
  });
  return [...new Set(names)];
}

function differences(a: unknown, b: unknown, path: string): readonly string[] {
  if (isContainer(a) && isContainer(b) && Array.isArray(a) === Array.isArray(b)) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...keys].flatMap((key) => differences(a[key], b[key], path === '' ? key : `${path}.${key}`));
  }
  return Object.is(a, b) ? [] : [path];
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
