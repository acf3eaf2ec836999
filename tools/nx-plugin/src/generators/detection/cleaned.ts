/** What stays in a hit case: enough to see the shape, too little to hold a whole document. */
const DEEPEST = 5;
const MOST_ITEMS = 2;

const OWN_ACCOUNT = '111122223333';
const OTHER_ACCOUNT = '444455556666';

/** Names of fields, which AWS chose. Keys of maps are chosen by callers, and mostly look otherwise. */
const FIELD_NAME = /^[A-Za-z]{1,40}$/;
/** Text with a meaning of its own, which a detection may ask for. */
const MEANINGFUL = /^(\*|all|true|false|tcp|udp|-1|0\.0\.0\.0\/0|::\/0|arn:aws:iam::aws:policy\/[\w/-]{1,80})$/i;
const ENUMERATION = /^[A-Z]{2,20}(_[A-Z]{2,20}){1,5}$/;

/** Request parameters in the shape they had, without what says whose they were: documentation identities stand in. */
export function cleaned(value: unknown, account: string | null | undefined): unknown {
  return cleanedAt('value', value, { account, depth: 0 });
}

interface Place {
  readonly account: string | null | undefined;
  readonly depth: number;
}

function cleanedAt(field: string, value: unknown, { account, depth }: Place): unknown {
  const below = { account, depth: depth + 1 };
  if (typeof value === 'string') {
    return cleanedText(field, value, account);
  }
  if (typeof value === 'number') {
    return /^\d{12}$/.test(String(value)) ? Number(OTHER_ACCOUNT) : value;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (depth === DEEPEST) {
    return Array.isArray(value) ? [] : {};
  }
  return Array.isArray(value)
    ? value.slice(0, MOST_ITEMS).map((item) => cleanedAt(field, item, below))
    : Object.fromEntries(
        Object.entries(value)
          .filter(([name]) => FIELD_NAME.test(name))
          .map(([name, item]) => [name, cleanedAt(name, item, below)]),
      );
}

/** Texts of a known form, and what stands in for each. */
const FORMS: readonly { readonly form: RegExp; readonly standIn: StandIn }[] = [
  {
    form: /^arn:aws[a-z-]*:(?<service>[a-z0-9-]{1,30}):(?<region>[a-z0-9-]*):[^:]*:(?<type>[a-z-]{1,30}[/:])?/,
    standIn: ({ service = '', region = '', type = '' }, name) =>
      `arn:aws:${service}:${region && 'eu-central-1'}:${OWN_ACCOUNT}:${type}${name}`,
  },
  { form: /^\d{12}$/, standIn: () => OTHER_ACCOUNT },
  { form: /^\d{1,3}(\.\d{1,3}){3}$/, standIn: () => '203.0.113.7' },
  { form: /^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/, standIn: () => '203.0.113.0/24' },
  { form: /^(?<kind>[a-z]{1,10})-[0-9a-f]{8,17}$/, standIn: ({ kind = '' }) => `${kind}-0example` },
  { form: /^/, standIn: (_, name) => name },
];

type StandIn = (groups: Readonly<Record<string, string>>, name: string) => string;

function cleanedText(field: string, text: string, account: string | null | undefined): string {
  if (text === account) {
    return OWN_ACCOUNT;
  }
  if (MEANINGFUL.test(text) || (ENUMERATION.test(text) && !/(name|id)$/i.test(field))) {
    return text;
  }
  const name = `example-${field.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()}`;
  const known = FORMS.find(({ form }) => form.test(text));
  return known?.standIn(known.form.exec(text)?.groups ?? {}, name) ?? name;
}
