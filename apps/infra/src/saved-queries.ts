import { CfnQueryDefinition } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

/** What people ask of the records first, by the name under which CloudWatch Logs Insights offers it. */
const QUERIES = {
  'who did what': `fields @timestamp, coalesce(userIdentity.arn, userIdentity.invokedBy) as actor, eventSource, eventName, recipientAccountId, awsRegion, sourceIPAddress, errorCode
| filter eventName not like /^(Get|List|Describe|Head|Lookup)/
| sort @timestamp desc
| limit 200`,
  'by actor': `fields coalesce(userIdentity.sessionContext.sessionIssuer.arn, userIdentity.arn, userIdentity.invokedBy) as actor
| stats count(*) as calls, count_distinct(eventName) as kinds, count_distinct(sourceIPAddress) as addresses, earliest(eventTime) as first, latest(eventTime) as last by actor
| sort calls desc
| limit 200`,
  'by denied call': `fields coalesce(userIdentity.sessionContext.sessionIssuer.arn, userIdentity.arn) as actor
| filter errorCode like /AccessDenied|Unauthorized/
| stats count(*) as refusals, latest(eventTime) as last, latest(errorMessage) as message by actor, eventSource, eventName
| sort refusals desc
| limit 200`,
  'by region': `stats count(*) as calls, count_distinct(userIdentity.arn) as actors, count_distinct(eventName) as kinds by awsRegion, recipientAccountId
| sort calls desc
| limit 200`,
} as const;

/** Queries over the records of a trail, for whoever looks into an alert. */
export class SavedQueries extends Construct {
  constructor(scope: Construct, id: string, logGroupName: string) {
    super(scope, id);
    for (const [name, queryString] of Object.entries(QUERIES)) {
      new CfnQueryDefinition(this, name, {
        name: `trailbell/${name}`,
        logGroupNames: [logGroupName],
        queryString,
      });
    }
  }
}
