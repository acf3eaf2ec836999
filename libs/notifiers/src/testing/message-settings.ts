import { type MessageSettings } from '@trailbell/alerting';

/** As an environment may say it. */
export const MESSAGES: MessageSettings = {
  accountAliases: { '111122223333': 'payments' },
  detectionPages: 'https://docs.example.com/detections',
  recordsLogGroup: { region: 'eu-central-1', name: '/trailbell/cloudtrail' },
};
