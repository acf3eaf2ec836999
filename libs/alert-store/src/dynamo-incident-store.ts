import {
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import {
  type Incident,
  type IncidentStore,
  type Joined,
  type Redraw,
  type Route,
  type StormStore,
  StoreUnavailableError,
  aspectsOf,
  incidentAmong,
  memberNameOf,
  newsOf,
  openingBy,
  timeOf,
} from '@trailbell/alerting';
import { type Alert } from '@trailbell/detections';
import { type Item, number, text } from './alert-item.ts';
import { type AlertsTable } from './alerts-table.ts';
import {
  type IncidentItem,
  firstShownIn,
  incidentItemKeyOf,
  newIncidentItemOf,
  readIncidentItem,
  readSubject,
  redrawIn,
  stateIn,
  subjectItemKeyOf,
  subjectItemOf,
} from './incident-item.ts';
import { answered, unlessConditionFails } from './store-errors.ts';

/** An item of members and aspects stays below 40 KB: a join costs as much as the item is large. */
const MOST_MEMBERS = 250;
const MOST_ASPECTS = 150;

/** Each time a place is lost to another, that one has opened an incident; more at once for one subject than these are no accident. */
const MOST_ATTEMPTS = 20;

type Change = Pick<
  UpdateItemCommandInput,
  'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

/** Incidents in the alerts table: an item for each subject, written when an incident opens, and one for each incident that was joined. */
export function dynamoIncidentStore(table: AlertsTable, storms: Pick<StormStore, 'admit'>): IncidentStore {
  return new DynamoIncidentStore(table, storms);
}

class DynamoIncidentStore implements IncidentStore {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #now: () => number;
  readonly #storms: Pick<StormStore, 'admit'>;

  constructor({ client, table, now }: AlertsTable, storms: Pick<StormStore, 'admit'>) {
    this.#client = client;
    this.#table = table;
    this.#now = now;
    this.#storms = storms;
  }

  async place(alert: Alert, route: Route): Promise<Incident> {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      const { incidents, version } = await this.#subjectOf(alert);
      const known = incidentAmong(incidents, alert);
      if (known) {
        return known;
      }
      const storm = await this.#storms.admit(alert, route);
      const opened = openingBy(alert, route, { storm, placedAt: this.#now() });
      const item = subjectItemOf(alert, { incidents: [...incidents, opened], version: version + 1 }, this.#now());
      if (await this.#putSubject(item, version)) {
        return opened;
      }
    }
    throw new StoreUnavailableError(
      `the subject of alert ${alert.detectionId} of event ${alert.eventKey} is contended`,
    );
  }

  async join(incident: Incident, alert: Alert): Promise<Joined> {
    const item = (await this.#change(incident, countedJoin(alert))) ?? (await this.#joinAnew(incident, alert));
    return { state: stateIn(item, incident), news: newsOf(alert, incident, firstShownIn(item)), root: item.root };
  }

  async takeRoot(incident: Incident, alert: Alert): Promise<string> {
    const { root = alert.eventKey } = await this.#changed(incident, {
      UpdateExpression: 'SET #root = if_not_exists(#root, :me)',
      ExpressionAttributeNames: { '#root': 'root' },
      ExpressionAttributeValues: { ':me': text(alert.eventKey) },
    });
    return root;
  }

  async claimRedraw(incident: Incident, alert: Alert, staleMs: number): Promise<boolean> {
    const claimed = await this.#change(incident, {
      ConditionExpression: 'attribute_not_exists(redrawBy) OR redrawBy = :me OR redrawAt < :stale',
      UpdateExpression: 'SET redrawBy = :me, redrawAt = :now',
      ExpressionAttributeValues: {
        ':me': text(memberNameOf(alert)),
        ':now': number(this.#now()),
        ':stale': number(this.#now() - staleMs),
      },
    });
    return claimed !== undefined;
  }

  async beginRedraw(incident: Incident): Promise<Redraw> {
    return redrawIn(await this.#changed(incident, { UpdateExpression: 'REMOVE redrawBy, redrawAt' }), incident);
  }

  async markDrawn(incident: Incident, notifier: string, revision: number): Promise<boolean> {
    const marked = await this.#change(incident, {
      ConditionExpression: 'attribute_not_exists(drawn.#notifier) OR drawn.#notifier <= :revision',
      UpdateExpression: 'SET drawn.#notifier = :revision',
      ExpressionAttributeNames: { '#notifier': notifier },
      ExpressionAttributeValues: { ':revision': number(revision) },
    });
    return marked !== undefined;
  }

  async #subjectOf(alert: Alert) {
    const get = new GetItemCommand({ TableName: this.#table, Key: subjectItemKeyOf(alert), ConsistentRead: true });
    return readSubject((await answered(this.#client.send(get))).Item);
  }

  async #putSubject(item: Item, versionBefore: number): Promise<boolean> {
    const put = new PutItemCommand({
      TableName: this.#table,
      Item: item,
      ConditionExpression: 'attribute_not_exists(pk) OR version = :before',
      ExpressionAttributeValues: { ':before': number(versionBefore) },
    });
    return (await unlessConditionFails(this.#client.send(put))) !== undefined;
  }

  /** The first to join makes the incident's item. Where there is one, it is full. */
  async #joinAnew(incident: Incident, alert: Alert): Promise<IncidentItem> {
    const put = new PutItemCommand({
      TableName: this.#table,
      Item: newIncidentItemOf(incident, this.#now()),
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    await unlessConditionFails(this.#client.send(put));
    return (await this.#change(incident, countedJoin(alert))) ?? (await this.#changed(incident, uncountedJoin(alert)));
  }

  /** The item after the change; `undefined` when its condition did not hold, or nothing joined the incident yet. */
  async #change(incident: Incident, { ConditionExpression: condition, ...change }: Change) {
    const update = new UpdateItemCommand({
      TableName: this.#table,
      Key: incidentItemKeyOf(incident),
      ConditionExpression: ['attribute_exists(pk)', ...(condition === undefined ? [] : [`(${condition})`])].join(
        ' AND ',
      ),
      ...change,
      ReturnValues: 'ALL_NEW',
    });
    const changed = await unlessConditionFails(this.#client.send(update));
    return changed?.Attributes && readIncidentItem(changed.Attributes);
  }

  async #changed(incident: Incident, change: Change): Promise<IncidentItem> {
    const item = await this.#change(incident, change);
    if (!item) {
      throw new StoreUnavailableError(`incident ${incident.detectionId} of event ${incident.eventKey} is not there`);
    }
    return item;
  }
}

/** Counts the alert, and keeps who showed each of its aspects first. */
function countedJoin(alert: Alert): Change {
  const aspects = aspectsOf(alert);
  return {
    ConditionExpression: `attribute_exists(members.#me)
      OR (size(members) < :mostMembers AND size(shown) < :mostAspects)`,
    UpdateExpression: [
      'SET members.#me = :time',
      SEVERITY_SHOWN,
      ...aspects.map((_, index) => `shown.#aspect${index} = if_not_exists(shown.#aspect${index}, :me)`),
    ].join(', '),
    ExpressionAttributeNames: {
      '#me': memberNameOf(alert),
      '#severity': alert.severity,
      ...Object.fromEntries(aspects.map((aspect, index) => [`#aspect${index}`, aspect])),
    },
    ExpressionAttributeValues: {
      ':me': text(memberNameOf(alert)),
      ':time': number(timeOf(alert)),
      ':mostMembers': number(MOST_MEMBERS),
      ':mostAspects': number(MOST_ASPECTS),
    },
  };
}

/** Of an incident that is full, people are told that there are more. A rise in severity they are told all the same. */
function uncountedJoin(alert: Alert): Change {
  return {
    UpdateExpression: `SET ${SEVERITY_SHOWN}, uncountedSeen = :time ADD uncounted :one`,
    ExpressionAttributeNames: { '#severity': alert.severity },
    ExpressionAttributeValues: {
      ':me': text(memberNameOf(alert)),
      ':time': number(timeOf(alert)),
      ':one': number(1),
    },
  };
}

const SEVERITY_SHOWN = 'severities.#severity = if_not_exists(severities.#severity, :me)';
