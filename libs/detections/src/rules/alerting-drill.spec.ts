import { DRILL } from '../drill.ts';
import { describeDetection } from '../testing/describe-detection.ts';
import { findingOf } from '../testing/finding-of.ts';
import { alertingDrill } from './alerting-drill.ts';

const drill = (fields: object = {}) => ({
  ...findingOf('drill', DRILL.detailType, {
    version: 1,
    eventID: 'drill-5f3a1c2e-9d4b-4e6a-8f70-112233445566',
    by: 'ana',
    severity: 'medium',
    ...fields,
  }),
  source: DRILL.source,
});

describeDetection(alertingDrill, {
  alerts: {
    'a drill': {
      event: drill(),
      summary: 'drill by ana: nothing happened, and alerts like this one reach you',
      subject: 'drill-5f3a1c2e-9d4b-4e6a-8f70-112233445566',
    },
    'a drill of what wakes people': {
      event: drill({ severity: 'critical' }),
      severity: 'critical',
      summary: 'drill by ana: nothing happened, and alerts like this one reach you',
    },
  },
  ignores: {
    'what another source calls a drill': { ...drill(), source: 'example.drill' },
    'something else of the same source': { ...drill(), 'detail-type': 'Exercise' },
    'a drill of another version': drill({ version: 2 }),
  },
});
